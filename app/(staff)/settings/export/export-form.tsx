'use client'

import { useRouter } from 'next/navigation'
import { type FormEvent, useRef, useState } from 'react'
import { Button } from '@/app/_ui/button.tsx'
import { FormErrorSummary } from '@/app/_ui/form-error-summary.tsx'
import { Progress } from '@/app/_ui/progress.tsx'

const MB = 1_000_000
const BROKEN = 'The export broke off before it was complete, so nothing was saved. Start it again.'

/**
 * Makes an export. Without script it is a plain form and the browser downloads; with it the page shows how much has
 * arrived, and saves the file only when it is whole.
 */
export function ExportForm({ left }: { left: number }) {
  const router = useRouter()
  const running = useRef<AbortController>(null)
  const [error, setError] = useState<string>()
  const [arrived, setArrived] = useState<number>()
  const [saved, setSaved] = useState<number>()

  async function fetchArchive(action: string): Promise<void> {
    const stop = new AbortController()
    running.current = stop
    try {
      const answer = await fetch(action, { method: 'POST', signal: stop.signal })
      if (!answer.ok || answer.body === null) return setError((await answer.text()).trim() || BROKEN)
      const chunks: Uint8Array<ArrayBuffer>[] = []
      let bytes = 0
      const reader = answer.body.getReader()
      for (let part = await reader.read(); !part.done; part = await reader.read()) {
        chunks.push(part.value)
        bytes += part.value.byteLength
        setArrived(bytes)
      }
      save(new Blob(chunks, { type: 'application/zip' }), nameOf(answer))
      setSaved(bytes)
    } catch {
      if (!stop.signal.aborted) setError(BROKEN)
    } finally {
      setArrived(undefined)
      router.refresh()
    }
  }

  function send(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    if (arrived !== undefined) return
    setError(undefined)
    setSaved(undefined)
    setArrived(0)
    void fetchArchive(event.currentTarget.action)
  }

  return (
    <form action="/api/account/export" method="post" onSubmit={send} className="grid gap-3">
      <FormErrorSummary message={error} />
      {arrived === undefined ? null : (
        <Progress label="Collecting your data" detail={`${(arrived / MB).toFixed(1)} MB received`} />
      )}
      <output>
        {saved === undefined ? null : (
          <span className="mark is-pass">{`The export is complete: ${(saved / MB).toFixed(1)} MB, saved with your downloads.`}</span>
        )}
      </output>
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" variant="primary" aria-disabled={arrived !== undefined || undefined}>
          Export everything
        </Button>
        {arrived === undefined ? null : <Button onClick={() => running.current?.abort()}>Stop</Button>}
        <p className="text-sm text-ink-2">
          {left === 0 ? 'No exports left this hour.' : `${left} of 5 exports left this hour.`}
        </p>
      </div>
    </form>
  )
}

function nameOf(answer: Response): string {
  return /filename="([\w.-]+)"/.exec(answer.headers.get('content-disposition') ?? '')?.[1] ?? 'flowtrack-export.zip'
}

function save(file: Blob, name: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(file)
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}
