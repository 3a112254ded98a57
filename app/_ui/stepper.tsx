import { clsx } from 'clsx'

export type Step = { label: string; href?: string }

/** The steps of a wizard; `current` counts from 0. Steps behind may be links back. */
export function Stepper({
  steps,
  current,
  label = 'Steps',
}: {
  steps: readonly Step[]
  current: number
  label?: string
}) {
  return (
    <nav aria-label={label}>
      <ol className="flex flex-wrap items-center gap-x-2 gap-y-1">
        {steps.map((step, index) => {
          const state = index < current ? 'done' : index === current ? 'now' : 'ahead'
          const words = (
            <>
              <span
                aria-hidden="true"
                className={clsx(
                  'grid size-5 flex-none place-items-center rounded-full text-xs tabular-nums',
                  state === 'now'
                    ? 'bg-accent text-on-accent'
                    : state === 'done'
                      ? 'mark is-pass'
                      : 'border border-edge text-ink-3',
                )}
              >
                {state === 'done' ? null : index + 1}
              </span>
              <span
                className={clsx(
                  state === 'now' ? 'font-medium text-ink' : 'text-ink-3',
                  state !== 'now' && 'max-sm:sr-only',
                )}
              >
                {state === 'done' ? <span className="sr-only">Done: </span> : null}
                {step.label}
              </span>
            </>
          )
          return (
            <li
              key={step.label}
              aria-current={state === 'now' ? 'step' : undefined}
              className="flex items-center gap-2"
            >
              {state === 'done' && step.href !== undefined ? (
                <a data-soft="" href={step.href} className="flex min-h-6 items-center gap-2 hover:underline">
                  {words}
                </a>
              ) : (
                <span className="flex min-h-6 items-center gap-2">{words}</span>
              )}
              {index < steps.length - 1 ? <span aria-hidden="true" className="h-px w-6 bg-line max-sm:w-3" /> : null}
            </li>
          )
        })}
      </ol>
    </nav>
  )
}
