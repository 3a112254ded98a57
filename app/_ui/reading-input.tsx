'use client'

import { type ReactNode, useState } from 'react'
import { formatPsid, parsePsid } from '@/lib/backflow/psid.ts'
import { FieldNotes, fieldIds, type FieldProps, splitField } from './field.tsx'

export type ReadingState = 'pass' | 'fail' | 'warn'

/**
 * One reading of a gauge. Big figures, the unit inside the box, a thin bar of the value against its limit as one
 * types, last year's value beneath. The text is the person's own; who judges it passes `state` and `verdict`.
 */
export function ReadingInput({
  limitHundredths,
  lastHundredths,
  lastNote,
  state,
  verdict,
  unit = 'psid',
  scaleHundredths,
  value,
  defaultValue = '',
  onValueChange,
  ...props
}: FieldProps & {
  /** The least the reading may be, in hundredths of a psid; drawn as a line across the bar. */
  limitHundredths?: number | undefined
  /** What it read last time, in hundredths of a psid. */
  lastHundredths?: number | undefined
  /** Where that comes from: "Mar 4, 2026". */
  lastNote?: string | undefined
  state?: ReadingState | undefined
  /** The rule that decides, as a sentence. */
  verdict?: ReactNode
  unit?: string
  /** The right end of the bar; by default 15 psid, the scale of most kits, or less for small limits. */
  scaleHundredths?: number
  value?: string
  defaultValue?: string
  onValueChange?: (text: string) => void
  disabled?: boolean
}) {
  const { field, rest } = splitField(props)
  const [own, setOwn] = useState(defaultValue)
  const text = value ?? own
  const read = parsePsid(text)
  const typed = read.ok ? read.hundredths : 0
  const scale = scaleHundredths ?? Math.max(500, Math.min(1500, (limitHundredths ?? 500) * 2))
  const share = (hundredths: number) => `${Math.min(100, Math.max(0, (hundredths / scale) * 100))}%`
  const ids = fieldIds({ ...field, help: 'x' })
  return (
    <div className="grid content-start gap-1">
      <label htmlFor={ids.id} className="text-sm font-medium">
        {field.label}
        {field.optional ? <span className="font-normal text-ink-3"> (optional)</span> : null}
      </label>
      <div className="reading-box" data-state={field.error ? 'fail' : state}>
        <input
          type="text"
          inputMode="decimal"
          autoComplete="off"
          enterKeyHint="next"
          name={field.name}
          value={text}
          placeholder="–"
          onChange={(event) => {
            setOwn(event.target.value)
            onValueChange?.(event.target.value)
          }}
          onFocus={(event) => event.target.select()}
          {...ids}
          {...rest}
        />
        <span className="reading-unit" aria-hidden="true">
          {unit}
        </span>
        <span className="reading-bar" aria-hidden="true">
          <i style={{ width: share(typed) }} />
          {limitHundredths === undefined ? null : <b style={{ left: share(limitHundredths) }} />}
        </span>
      </div>
      <div id={`${ids.id}-help`} className="flex min-h-5 flex-wrap justify-between gap-x-3 text-sm text-ink-3">
        <span>
          {limitHundredths === undefined ? null : (
            <>
              At least <span className="tabular-nums">{formatPsid(limitHundredths)}</span>
            </>
          )}
          {field.help}
        </span>
        <span>
          {lastHundredths === undefined ? null : (
            <>
              Last <span className="text-ink-2 tabular-nums">{formatPsid(lastHundredths)}</span>
              {lastNote === undefined ? null : `, ${lastNote}`}
            </>
          )}
        </span>
      </div>
      <div className="min-h-5 text-sm" aria-live="polite">
        {field.error ? (
          <FieldNotes {...field} help={undefined} />
        ) : verdict === undefined || verdict === null || verdict === '' ? null : (
          <span className={`mark items-start! is-${state === 'warn' ? 'due' : (state ?? 'muted')}`}>{verdict}</span>
        )}
      </div>
    </div>
  )
}
