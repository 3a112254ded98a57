'use client'

/* oxlint-disable jsx-a11y/prefer-tag-over-role -- the combobox pattern: datalist and select cannot show a second line */

import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { Field, fieldIds, type FieldProps, splitField } from './field.tsx'
import { optionKey } from './option-list.ts'

export type ComboOption = { value: string; label: string; detail?: string }

/**
 * A box to type in that offers what is on file. `find` is asked a moment after the last key (a server action or a
 * fetch); without it `options` are filtered here. Sends the chosen `value` in `name`.
 */
export function Combobox({
  options = [],
  find,
  defaultOption,
  onChoose,
  placeholder,
  ...props
}: FieldProps & {
  options?: readonly ComboOption[]
  find?: (words: string) => Promise<readonly ComboOption[]>
  defaultOption?: ComboOption | undefined
  onChoose?: (option: ComboOption | null) => void
  placeholder?: string
}) {
  const { field } = splitField(props)
  const list = useId()
  const box = useRef<HTMLDivElement>(null)
  const [text, setText] = useState(defaultOption?.label ?? '')
  const [chosen, setChosen] = useState(defaultOption ?? null)
  /** The last answer of `find`, and which words it is to; null options: it did not come. */
  const [answer, setAnswer] = useState<{ words: string; options: readonly ComboOption[] | null } | null>(null)
  const [open, setOpen] = useState(false)
  const [at, setAt] = useState(-1)

  useEffect(() => {
    if (find === undefined || !open) return
    let gone = false
    const timer = setTimeout(() => {
      find(text).then(
        (options) => gone || setAnswer({ words: text, options }),
        () => gone || setAnswer({ words: text, options: null }),
      )
    }, 150)
    return () => {
      gone = true
      clearTimeout(timer)
    }
  }, [find, text, open])

  // What was found for other words stays in sight until these are answered, but nothing of it is taken by Enter.
  const waits = find !== undefined && answer?.words !== text
  const shown = find === undefined ? matching(options, chosen?.label === text ? '' : text) : (answer?.options ?? [])
  const ids = fieldIds(field)

  function choose(option: ComboOption | null) {
    setChosen(option)
    setText(option?.label ?? '')
    setOpen(false)
    onChoose?.(option)
  }

  function onKeyDown(event: KeyboardEvent) {
    const to = optionKey(event, at, shown.length)
    if (to !== null) {
      setOpen(true)
      setAt(to)
    } else if (event.key === 'Enter' && open && (waits || shown[at] !== undefined)) {
      event.preventDefault()
      if (!waits && shown[at] !== undefined) choose(shown[at])
    } else if (event.key === 'Escape' && open) {
      event.preventDefault()
      event.stopPropagation()
      setOpen(false)
    }
  }

  return (
    <Field {...field}>
      <div
        ref={box}
        className="relative"
        onBlur={(event) => {
          if (box.current?.contains(event.relatedTarget)) return
          setOpen(false)
          if (text === '') choose(null)
          else setText(chosen?.label ?? '')
        }}
      >
        <input
          {...ids}
          type="text"
          role="combobox"
          autoComplete="off"
          aria-expanded={open}
          aria-controls={list}
          aria-autocomplete="list"
          aria-activedescendant={open && at >= 0 ? `${list}-${at}` : undefined}
          className="control"
          placeholder={placeholder}
          value={text}
          onChange={(event) => {
            setText(event.target.value)
            setOpen(true)
            setAt(0)
          }}
          onFocus={(event) => event.target.select()}
          onClick={() => setOpen(true)}
          onKeyDown={onKeyDown}
        />
        <input type="hidden" name={field.name} value={chosen?.value ?? ''} />
        <div
          id={list}
          role="listbox"
          aria-label={typeof field.label === 'string' ? field.label : field.name}
          hidden={!open}
          className="absolute inset-x-0 top-full z-20 mt-1 max-h-72 overflow-y-auto rounded-lg bg-surface p-1 shadow-float"
        >
          {shown.map((option, index) => (
            // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the keys are heard by the box above
            <div
              key={option.value}
              id={`${list}-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === at}
              className="option"
              onPointerMove={() => setAt(index)}
              onPointerDown={(event) => event.preventDefault()}
              onClick={() => choose(option)}
            >
              <span className="min-w-0 flex-1 truncate">{option.label}</span>
              {option.detail === undefined ? null : (
                <span className="max-w-[50%] truncate text-sm text-ink-3">{option.detail}</span>
              )}
            </div>
          ))}
          {shown.length === 0 ? (
            <div
              role="option"
              tabIndex={-1}
              aria-selected="false"
              aria-disabled="true"
              className="px-2 py-1.5 text-ink-3"
            >
              {waits
                ? 'Looking'
                : answer?.options === null
                  ? 'The search did not answer. Type on to ask again.'
                  : 'Nothing on file matches.'}
            </div>
          ) : null}
        </div>
      </div>
    </Field>
  )
}

function matching(options: readonly ComboOption[], text: string): readonly ComboOption[] {
  const wanted = text.trim().toLowerCase()
  return options
    .filter((option) => `${option.label} ${option.detail ?? ''}`.toLowerCase().includes(wanted))
    .slice(0, 50)
}
