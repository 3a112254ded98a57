import { clsx } from 'clsx'
import type { ReactNode } from 'react'

type Props = {
  title?: ReactNode
  id?: string
  actions?: ReactNode
  children: ReactNode
  className?: string
  level?: 2 | 3
}

function Head({ title, id, actions, level = 2 }: Pick<Props, 'title' | 'id' | 'actions' | 'level'>) {
  const H = `h${level}` as const
  if (title === undefined && actions === undefined) return null
  return (
    <div className="flex min-h-8 flex-wrap items-center justify-between gap-x-3 gap-y-1">
      {title === undefined ? (
        <span />
      ) : (
        <H id={id} className="text-lg font-semibold">
          {title}
        </H>
      )}
      {actions === undefined ? null : <div className="flex items-center gap-2">{actions}</div>}
    </div>
  )
}

/** A framed part of a page. */
export function Card({ title, id, actions, children, className, level }: Props) {
  return (
    <section
      aria-labelledby={title === undefined ? undefined : id}
      className={clsx('grid content-start gap-3 rounded-md border border-line bg-surface p-4', className)}
    >
      <Head title={title} id={id} actions={actions} level={level} />
      {children}
    </section>
  )
}

/** A part of a page under its own heading, without a frame. */
export function Section({ title, id, actions, children, className, level }: Props) {
  return (
    <section
      aria-labelledby={title === undefined ? undefined : id}
      className={clsx('grid min-w-0 content-start gap-2', className)}
    >
      <Head title={title} id={id} actions={actions} level={level} />
      {children}
    </section>
  )
}
