'use client'

import { Eraser } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import type Pad from 'signature_pad'
import { Button } from './button.tsx'
import { FieldNotes, fieldIds, type FieldProps } from './field.tsx'

const SCRIPT = 'italic 44px "Snell Roundhand", "Segoe Script", "Brush Script MT", cursive'

/**
 * A signature by finger or mouse; by keyboard, one types the name and it is written on the same paper. Sends a PNG as a
 * data URL in `name` ('' while unsigned) and how it was made in `<name>_kind` (drawn or typed). Ink is black on white
 * in every colour scheme: it goes on paper. The drawing code loads when the pad appears.
 */
export function SignaturePad({
  typedName = '',
  onSigned,
  ...field
}: FieldProps & {
  /** What the box for typing starts with. */
  typedName?: string
  onSigned?: (signed: boolean) => void
}) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const pad = useRef<Pad | null>(null)
  const [ink, setInk] = useState({ url: '', how: '' })
  const [typing, setTyping] = useState(false)
  const signed = ink.url !== ''
  const { id, 'aria-describedby': described } = fieldIds(field)

  function keep(url: string, how: string) {
    setInk({ url, how })
    onSigned?.(url !== '')
  }

  function clear() {
    pad.current?.clear()
    keep('', '')
  }

  function write(name: string) {
    const paper = canvas.current
    const pen = paper?.getContext('2d')
    pad.current?.clear()
    if (name.trim() === '' || paper === null || !pen) return keep('', '')
    pen.fillStyle = '#000'
    pen.font = SCRIPT
    pen.textBaseline = 'middle'
    pen.fillText(name, 24, paper.clientHeight / 2, paper.clientWidth - 48)
    keep(paper.toDataURL('image/png'), 'typed')
  }

  useEffect(() => {
    const paper = canvas.current
    if (paper === null) return
    let gone = false
    const fit = () => {
      const ratio = Math.max(1, window.devicePixelRatio)
      const strokes = pad.current?.toData() ?? []
      paper.width = paper.offsetWidth * ratio
      paper.height = paper.offsetHeight * ratio
      paper.getContext('2d')?.scale(ratio, ratio)
      pad.current?.clear()
      if (strokes.length > 0) pad.current?.fromData(strokes)
    }
    const end = () => keep(pad.current?.isEmpty() === false ? paper.toDataURL('image/png') : '', 'drawn')
    void import('signature_pad').then(({ default: SignaturePen }) => {
      if (gone) return
      pad.current = new SignaturePen(paper, { backgroundColor: '#fff', penColor: '#000', minWidth: 0.8, maxWidth: 2.4 })
      pad.current.addEventListener('endStroke', end)
      fit()
    })
    // A phone that is turned keeps the strokes; a typed name is asked for again.
    let width = paper.offsetWidth
    const watch = new ResizeObserver(() => {
      if (paper.offsetWidth === width) return
      width = paper.offsetWidth
      fit()
      end()
    })
    watch.observe(paper)
    return () => {
      gone = true
      watch.disconnect()
      pad.current?.off()
      pad.current = null
    }
    // oxlint-disable-next-line react/exhaustive-deps -- the pad is made once
  }, [])

  return (
    <fieldset id={id} tabIndex={-1} aria-describedby={described} className="grid min-w-0 gap-1">
      <legend className="mb-1 text-sm font-medium">{field.label}</legend>
      <div className="relative overflow-hidden rounded-md border border-edge bg-white">
        <canvas ref={canvas} className="block h-40 w-full touch-none">
          {signed ? 'Signed' : 'Not signed yet'}
        </canvas>
        <span aria-hidden="true" className="pointer-events-none absolute inset-x-6 bottom-9 border-b border-black/40" />
        {signed ? null : (
          <span aria-hidden="true" className="pointer-events-none absolute inset-x-6 bottom-2 text-sm text-black/70">
            Sign above the line
          </span>
        )}
      </div>
      <input type="hidden" name={field.name} value={ink.url} />
      <input type="hidden" name={`${field.name}_kind`} value={ink.how} />
      <div className="flex flex-wrap items-center gap-2">
        <Button variant="quiet" onClick={clear} disabled={!signed}>
          <Eraser aria-hidden="true" />
          Clear
        </Button>
        <Button variant="quiet" aria-expanded={typing} onClick={() => setTyping(!typing)}>
          Type the name instead
        </Button>
      </div>
      {typing ? (
        <label className="grid gap-1 text-sm">
          <span className="font-medium">Full name, as a signature</span>
          <input
            type="text"
            className="control"
            autoComplete="name"
            defaultValue={typedName}
            onFocus={(event) => write(event.target.value)}
            onChange={(event) => write(event.target.value)}
          />
        </label>
      ) : null}
      <FieldNotes {...field} />
    </fieldset>
  )
}
