'use client'

import { useRouter } from 'next/navigation'
import { type FormEvent, useRef, useState } from 'react'
import { Button, LinkButton } from '@/app/_ui/button.tsx'
import { Field, fieldIds } from '@/app/_ui/field.tsx'
import { FormErrorSummary } from '@/app/_ui/form-error-summary.tsx'
import { Progress } from '@/app/_ui/progress.tsx'

const MIB = 1024 * 1024
const MOST_BYTES = 50 * MIB
const FILE = {
  name: 'file',
  required: true,
  help: 'CSV or XLSX, up to 50 MB and 200,000 rows. Drop it on the box or choose it.',
}

/**
 * Chooses a sheet and sends it. Without script it is a plain form; with it the upload shows how far it is, and what is
 * wrong with a file is said in place.
 */
export function UploadForm({ form, refused }: { form: string; refused: string | null }) {
  const router = useRouter()
  const sending = useRef<XMLHttpRequest>(null)
  const [error, setError] = useState(refused)
  const [sent, setSent] = useState<{ loaded: number; total: number } | null>(null)

  function send(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    if (sent !== null) return
    const data = new FormData(event.currentTarget)
    const file = data.get('file')
    if (!(file instanceof File) || file.name === '') return setError('Choose a CSV or XLSX file first.')
    if (file.size > MOST_BYTES) {
      return setError('This file is larger than 50 MB. Split the sheet and import the parts.')
    }
    setError(null)
    setSent({ loaded: 0, total: file.size })
    const request = new XMLHttpRequest()
    sending.current = request
    request.open('POST', event.currentTarget.action)
    request.setRequestHeader('accept', 'application/json')
    request.upload.onprogress = ({ loaded, total }) => setSent({ loaded: Math.min(loaded, total), total })
    request.onload = () => {
      const answer = readAnswer(request.responseText)
      if (answer.href !== undefined) return router.push(answer.href)
      setSent(null)
      setError(answer.message ?? 'The file did not arrive. Send it again.')
    }
    request.onerror = () => {
      setSent(null)
      setError('The connection broke before the file had arrived. Nothing was kept; send it again.')
    }
    request.onabort = () => setSent(null)
    request.send(data)
  }

  return (
    <form
      action="/api/imports/upload"
      method="post"
      encType="multipart/form-data"
      onSubmit={send}
      noValidate
      className="grid max-w-form gap-4"
    >
      <FormErrorSummary message={error ?? undefined} />
      <input type="hidden" name="form" value={form} />
      <Field label="Sheet" {...FILE}>
        <input
          type="file"
          name="file"
          accept=".csv,.tsv,.txt,.xlsx,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
          {...fieldIds({ label: 'Sheet', ...FILE })}
          aria-invalid={error === null ? undefined : true}
          onChange={() => setError(null)}
          className="w-full cursor-pointer rounded-md border border-dashed border-edge bg-surface px-4 py-8 text-ink-2 file:me-3 file:cursor-pointer file:rounded-md file:border file:border-solid file:border-edge file:bg-sunken file:px-3 file:py-1.5 file:text-ink"
        />
      </Field>
      {sent === null ? null : (
        <Progress
          label={sent.loaded >= sent.total ? 'Checking the file' : 'Sending the file'}
          {...(sent.loaded >= sent.total ? {} : { value: sent.loaded, max: sent.total })}
          detail={`${(sent.loaded / MIB).toFixed(1)} of ${(sent.total / MIB).toFixed(1)} MB`}
        />
      )}
      <div className="flex flex-wrap gap-2">
        <Button type="submit" variant="primary" aria-disabled={sent !== null || undefined}>
          Read the sheet
        </Button>
        {sent === null ? (
          <LinkButton href="/imports">Cancel</LinkButton>
        ) : (
          <Button onClick={() => sending.current?.abort()}>Stop sending</Button>
        )}
      </div>
    </form>
  )
}

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
