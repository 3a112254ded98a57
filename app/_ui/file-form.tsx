'use client'

import { type FormEvent, useRef, useState } from 'react'
import { Button, LinkButton } from './button.tsx'
import { Field, fieldIds } from './field.tsx'
import { FormErrorSummary } from './form-error-summary.tsx'
import { Progress } from './progress.tsx'

const MB = 1_000_000

/**
 * Chooses a file and sends it. Without script it is a plain form; with it the page shows how far the file is, and what is
 * wrong with it is said in place. `check` looks at what was chosen before it is sent and answers a sentence or null.
 */
export function FileForm({
  action,
  label,
  help,
  accept,
  hidden = {},
  button,
  cancel,
  arrived,
  broken,
  refused,
  check,
  answered,
}: {
  /** The route that takes it. Asked for JSON it answers `{ href }` when it leads on, `{ message }` when it refuses. */
  action: string
  label: string
  help: string
  accept: string
  /** What else goes along. */
  hidden?: Readonly<Record<string, string>>
  button: string
  cancel: string
  /** What is going on once all of it has arrived. */
  arrived: string
  /** What to do when the connection broke. */
  broken: string
  refused: string | null
  check: (file: File | null) => string | null
  answered: (href: string | undefined) => void
}) {
  const sending = useRef<XMLHttpRequest>(null)
  const [error, setError] = useState(refused)
  const [sent, setSent] = useState<{ loaded: number; total: number } | null>(null)
  const complete = sent !== null && sent.loaded >= sent.total
  const field = { name: 'file', required: true, label, help }

  function send(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    if (sent !== null) return
    const data = new FormData(event.currentTarget)
    const chosen = data.get('file')
    const file = chosen instanceof File && chosen.name !== '' ? chosen : null
    const wrong = check(file)
    setError(wrong)
    if (wrong !== null || file === null) return
    setSent({ loaded: 0, total: file.size })
    const request = new XMLHttpRequest()
    sending.current = request
    request.open('POST', event.currentTarget.action)
    request.setRequestHeader('accept', 'application/json')
    request.upload.onprogress = ({ loaded, total }) => setSent({ loaded: Math.min(loaded, total), total })
    request.onload = () => {
      const { href, message } = readAnswer(request.responseText)
      // A page that leads on stays as it is until the next one is there.
      if (href === undefined) setSent(null)
      if (request.status !== 200) setError(message ?? 'The file did not arrive. Send it again.')
      answered(href)
    }
    request.onerror = () => {
      setSent(null)
      setError(broken)
    }
    request.onabort = () => setSent(null)
    request.send(data)
  }

  return (
    <form
      action={action}
      method="post"
      encType="multipart/form-data"
      onSubmit={send}
      noValidate
      className="grid max-w-form gap-4"
    >
      <FormErrorSummary message={error ?? undefined} />
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <Field {...field}>
        <input
          type="file"
          name="file"
          accept={accept}
          {...fieldIds(field)}
          aria-invalid={error === null ? undefined : true}
          onChange={() => setError(null)}
          className="w-full cursor-pointer rounded-md border border-dashed border-edge bg-surface px-4 py-8 text-ink-2 file:me-3 file:cursor-pointer file:rounded-md file:border file:border-solid file:border-edge file:bg-sunken file:px-3 file:py-1.5 file:text-ink"
        />
      </Field>
      {sent === null ? null : (
        <Progress
          label={complete ? arrived : 'Sending the file'}
          {...(complete ? {} : { value: sent.loaded, max: sent.total })}
          detail={`${(sent.loaded / MB).toFixed(1)} of ${(sent.total / MB).toFixed(1)} MB sent`}
        />
      )}
      <div className="flex flex-wrap gap-2">
        <Button type="submit" variant="primary" aria-disabled={sent !== null || undefined}>
          {button}
        </Button>
        {sent === null ? (
          <LinkButton href={cancel}>Cancel</LinkButton>
        ) : complete ? null : (
          <Button onClick={() => sending.current?.abort()}>Stop sending</Button>
        )}
      </div>
    </form>
  )
}

/** What the route said; nothing of what is no JSON, for that was not said by us. */
function readAnswer(text: string): { href?: string; message?: string } {
  try {
    const answer: unknown = JSON.parse(text)
    if (typeof answer !== 'object' || answer === null) return {}
    const href: unknown = Reflect.get(answer, 'href')
    const message: unknown = Reflect.get(answer, 'message')
    return {
      ...(typeof href === 'string' && href.startsWith('/') ? { href } : {}),
      ...(typeof message === 'string' ? { message } : {}),
    }
  } catch {
    return {}
  }
}
