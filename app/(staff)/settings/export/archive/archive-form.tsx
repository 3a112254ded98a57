'use client'

import { useRouter } from 'next/navigation'
import { type FormEvent, useRef, useState } from 'react'
import { Button, LinkButton } from '@/app/_ui/button.tsx'
import { Field, fieldIds } from '@/app/_ui/field.tsx'
import { FormErrorSummary } from '@/app/_ui/form-error-summary.tsx'
import { Progress } from '@/app/_ui/progress.tsx'

const MB = 1_000_000
const FILE = { name: 'file', required: true, help: 'The ZIP file of a data export, as it was downloaded.' }

/** Chooses an archive and sends it. Without script it is a plain form; with it the page shows how far the file is. */
export function ArchiveForm({ refused }: { refused: string | null }) {
  const router = useRouter()
  const sending = useRef<XMLHttpRequest>(null)
  const [error, setError] = useState(refused)
  const [sent, setSent] = useState<{ loaded: number; total: number } | null>(null)

  function send(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    if (sent !== null) return
    const data = new FormData(event.currentTarget)
    const file = data.get('file')
    if (!(file instanceof File) || file.name === '') return setError('Choose the ZIP file of an export first.')
    setError(null)
    setSent({ loaded: 0, total: file.size })
    const request = new XMLHttpRequest()
    sending.current = request
    request.open('POST', event.currentTarget.action)
    request.setRequestHeader('accept', 'application/json')
    request.upload.onprogress = ({ loaded, total }) => setSent({ loaded: Math.min(loaded, total), total })
    request.onload = () => {
      setSent(null)
      if (request.status !== 200) setError(sentenceIn(request.responseText))
      router.refresh()
    }
    request.onerror = () => {
      setSent(null)
      setError('The connection broke. Reload the page: it shows whether the archive is in.')
    }
    request.onabort = () => setSent(null)
    request.send(data)
  }

  const arrived = sent !== null && sent.loaded >= sent.total
  return (
    <form
      action="/api/account/archive"
      method="post"
      encType="multipart/form-data"
      onSubmit={send}
      noValidate
      className="grid gap-4"
    >
      <FormErrorSummary message={error ?? undefined} />
      <Field label="Archive file" {...FILE}>
        <input
          type="file"
          name="file"
          accept=".zip,application/zip"
          {...fieldIds({ label: 'Archive file', ...FILE })}
          aria-invalid={error === null ? undefined : true}
          onChange={() => setError(null)}
          className="w-full cursor-pointer rounded-md border border-dashed border-edge bg-surface px-4 py-8 text-ink-2 file:me-3 file:cursor-pointer file:rounded-md file:border file:border-solid file:border-edge file:bg-sunken file:px-3 file:py-1.5 file:text-ink"
        />
      </Field>
      {sent === null ? null : (
        <Progress
          label={arrived ? 'Checking the archive and writing its rows' : 'Sending the file'}
          {...(arrived ? {} : { value: sent.loaded, max: sent.total })}
          detail={`${(sent.loaded / MB).toFixed(1)} of ${(sent.total / MB).toFixed(1)} MB sent`}
        />
      )}
      <div className="flex flex-wrap gap-2">
        <Button type="submit" variant="primary" aria-disabled={sent !== null || undefined}>
          Bring it in
        </Button>
        {sent === null ? (
          <LinkButton href="/settings/export">Cancel</LinkButton>
        ) : arrived ? null : (
          <Button onClick={() => sending.current?.abort()}>Stop sending</Button>
        )}
      </div>
    </form>
  )
}

function sentenceIn(text: string): string {
  try {
    const answer: unknown = JSON.parse(text)
    const message: unknown = typeof answer === 'object' && answer !== null ? Reflect.get(answer, 'message') : undefined
    if (typeof message === 'string') return message
  } catch {
    // What is no JSON was not said by us.
  }
  return 'The file did not arrive. Send it again.'
}
