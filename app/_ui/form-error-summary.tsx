'use client'

import { useEffect, useRef } from 'react'

/**
 * Stands on top of a form that came back: one sentence, then a link to each field in the wrong. Takes the focus when
 * it appears, so that the reader hears it first. Nothing when there is nothing to say.
 */
export function FormErrorSummary({
  message,
  errors = {},
  labels = {},
  attempt = errors,
  ids = 'f',
}: {
  message?: string | undefined
  /** Field name → sentence. The link goes to `f-<name>`, or to what begins as `ids` says. */
  errors?: Readonly<Record<string, string | undefined>> | undefined
  /** Field name → its label, named before the sentence. */
  labels?: Readonly<Record<string, string>>
  /** Changes with each try, for a form that makes its errors anew while one types. */
  attempt?: unknown
  ids?: string
}) {
  const box = useRef<HTMLDivElement>(null)
  const entries = Object.entries(errors).filter((entry): entry is [string, string] => Boolean(entry[1]))
  const shown = Boolean(message) || entries.length > 0
  useEffect(() => {
    if (shown) box.current?.focus()
  }, [shown, attempt, message])
  if (!shown) return null
  return (
    <div ref={box} tabIndex={-1} role="alert" className="banner is-fail items-start! flex-col gap-1!">
      <p className="mark is-fail">
        {message ??
          (entries.length === 1 ? 'One thing needs another look.' : `${entries.length} things need another look.`)}
      </p>
      {entries.length > 0 ? (
        <ul className="ms-6 list-disc text-sm">
          {entries.map(([name, sentence]) => (
            <li key={name}>
              <a
                className="link inline-block py-0.5 align-top"
                href={`#${ids}-${name}`}
                onClick={(event) => goTo(event, `${ids}-${name}`)}
              >
                {labels[name] === undefined ? sentence : `${labels[name]}: ${sentence}`}
              </a>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  )
}

function goTo(event: React.MouseEvent, id: string) {
  const target = document.getElementById(id)
  if (target === null) return
  event.preventDefault()
  target.scrollIntoView({ block: 'center' })
  target.focus({ preventScroll: true })
}
