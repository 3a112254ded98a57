'use client'

import { useEffect, useRef, useState } from 'react'
import { Button, LinkButton } from '@/app/_ui/button.tsx'
import { type Option, Select } from '@/app/_ui/select.tsx'
import { DateInput, TextInput } from '@/app/_ui/text-input.tsx'
import { deviceHintsAction } from './actions.ts'
import type { Shown } from './form-values.ts'

export type Catalogue = {
  types: readonly Option[]
  /** Types that are two assemblies with a serial each. */
  twoSerials: readonly string[]
  makers: readonly string[]
  models: readonly string[]
  sizes: readonly string[]
}
type Hint = Awaited<ReturnType<typeof deviceHintsAction>>[number]

const ASK_AFTER_MS = 500

/** The plate of an assembly: type, maker, model, size, serial; a Type I detector's bypass has its own. */
export function PlateFields({
  id,
  catalogue,
  shown,
  installedRequired,
}: {
  /** The assembly the fields belong to, so that its own serial is no surprise. */
  id: string
  catalogue: Catalogue
  shown: Shown
  installedRequired?: boolean
}) {
  const { values, errors } = shown
  const [type, setType] = useState(values.type ?? '')
  const box = useRef<HTMLFieldSetElement>(null)
  const { hints, ask } = useHints(id, box, setType)
  const two = catalogue.twoSerials.includes(type)
  return (
    <fieldset ref={box} className="grid gap-4" onChange={ask}>
      <legend className="mb-2 text-lg font-semibold">Plate</legend>
      <div className="grid items-start gap-4 sm:grid-cols-2">
        <TextInput
          name="manufacturer"
          label="Maker"
          list="makers"
          autoComplete="off"
          maxLength={80}
          defaultValue={values.manufacturer}
          error={errors.manufacturer}
        />
        <TextInput
          name="model"
          label="Model"
          list="models"
          autoComplete="off"
          maxLength={80}
          defaultValue={values.model}
          error={errors.model}
        />
        <Select
          key={values.type}
          name="type"
          label="Type"
          placeholder="Choose"
          required
          options={catalogue.types}
          defaultValue={values.type}
          error={errors.type}
          onChange={(event) => setType(event.target.value)}
        />
        <TextInput
          name="size"
          label="Size"
          unit="in"
          list="sizes"
          autoComplete="off"
          defaultValue={values.size}
          error={errors.size}
          help="Such as 3/4 or 1-1/2."
        />
        <TextInput
          name="serial"
          label="Serial"
          autoComplete="off"
          maxLength={60}
          defaultValue={values.serial}
          error={errors.serial}
          help="As on the plate. Leave it blank where it cannot be read."
        />
        <TextInput
          name="tag_no"
          label="Tag"
          optional
          autoComplete="off"
          maxLength={60}
          defaultValue={values.tag_no}
          error={errors.tag_no}
        />
        <DateInput
          name="installed_on"
          label={installedRequired ? 'Went in on' : 'Installed'}
          optional={!installedRequired}
          required={installedRequired}
          defaultValue={values.installed_on}
          error={errors.installed_on}
        />
      </div>
      <Hints hints={hints} box={box} />
      <div className="grid items-start gap-4 sm:grid-cols-2" hidden={!two}>
        <p className="text-sm text-ink-2 sm:col-span-2">
          A Type I detector is two approved assemblies: the bypass has its own plate and serial.
        </p>
        <TextInput
          name="bypass_manufacturer"
          label="Bypass maker"
          list="makers"
          autoComplete="off"
          maxLength={80}
          defaultValue={values.bypass_manufacturer}
          error={errors.bypass_manufacturer}
        />
        <TextInput
          name="bypass_model"
          label="Bypass model"
          list="models"
          autoComplete="off"
          maxLength={80}
          defaultValue={values.bypass_model}
          error={errors.bypass_model}
        />
        <TextInput
          name="bypass_size"
          label="Bypass size"
          unit="in"
          list="sizes"
          autoComplete="off"
          defaultValue={values.bypass_size}
          error={errors.bypass_size}
        />
        <TextInput
          name="bypass_serial"
          label="Bypass serial"
          autoComplete="off"
          maxLength={60}
          defaultValue={values.bypass_serial}
          error={errors.bypass_serial}
        />
      </div>
      <Datalist id="makers" words={catalogue.makers} />
      <Datalist id="models" words={catalogue.models} />
      <Datalist id="sizes" words={catalogue.sizes} />
    </fieldset>
  )
}

function Datalist({ id, words }: { id: string; words: readonly string[] }) {
  return (
    <datalist id={id}>
      {words.map((word) => (
        <option key={word} value={word}>
          {word}
        </option>
      ))}
    </datalist>
  )
}

function useHints(id: string, box: React.RefObject<HTMLFieldSetElement | null>, setType: (type: string) => void) {
  const [hints, setHints] = useState<readonly Hint[]>([])
  const timer = useRef(0)
  const asked = useRef(0)
  useEffect(() => () => window.clearTimeout(timer.current), [])

  function ask() {
    window.clearTimeout(timer.current)
    timer.current = window.setTimeout(() => {
      const turn = ++asked.current
      const typed = {
        id,
        type: read(box.current, 'type'),
        manufacturer: read(box.current, 'manufacturer'),
        model: read(box.current, 'model'),
        serial: read(box.current, 'serial'),
      }
      deviceHintsAction(typed).then(
        (found) => {
          if (turn !== asked.current) return
          const infer = found.find((hint) => hint.code === 'type' && hint.set !== undefined)
          // With no type chosen yet the model says it; the person sees it and may change it.
          if (infer?.set !== undefined && read(box.current, 'type') === '') {
            write(box.current, 'type', infer.set.value)
            setType(infer.set.value)
            setHints(found.filter((hint) => hint !== infer))
          } else setHints(found)
        },
        () => setHints([]),
      )
    }, ASK_AFTER_MS)
  }
  return { hints, ask }
}

function Hints({ hints, box }: { hints: readonly Hint[]; box: React.RefObject<HTMLFieldSetElement | null> }) {
  return (
    <ul aria-live="polite" className="grid gap-2 empty:hidden">
      {hints.map((hint) => (
        <li key={`${hint.code} ${hint.sentence}`} className="banner is-due">
          <p className="mark is-due min-w-0 flex-1 basis-60 font-normal!">
            <span className="text-ink">{hint.sentence}</span>
          </p>
          {hint.set === undefined ? null : (
            <Button
              onClick={() => {
                if (hint.set !== undefined) write(box.current, hint.set.field, hint.set.value)
              }}
            >
              {hint.set.label}
            </Button>
          )}
          {hint.href === undefined ? null : <LinkButton href={hint.href}>Open it</LinkButton>}
        </li>
      ))}
    </ul>
  )
}

function control(box: HTMLFieldSetElement | null, name: string) {
  const found = box?.querySelector(`[name="${name}"]`)
  return found instanceof HTMLInputElement || found instanceof HTMLSelectElement ? found : null
}

function read(box: HTMLFieldSetElement | null, name: string): string {
  return control(box, name)?.value ?? ''
}

/** Fills a box as if it had been typed, so that everything that listens hears it. */
function write(box: HTMLFieldSetElement | null, name: string, value: string) {
  const found = control(box, name)
  if (found === null) return
  found.value = value
  found.dispatchEvent(new Event('change', { bubbles: true }))
}
