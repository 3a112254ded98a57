'use client'

import { Plus, X } from 'lucide-react'
import { Button } from '@/app/_ui/button.tsx'
import { Select } from '@/app/_ui/select.tsx'
import { TextArea } from '@/app/_ui/text-area.tsx'
import { ASSEMBLIES, type AssemblyType } from '@/lib/backflow/assembly.ts'
import {
  CAUSES,
  describeRepairs,
  REPAIR_ACTIONS,
  REPAIR_COMPONENT_LABELS,
  REPAIR_PARTS,
  type RepairLine,
  repairComponents,
} from '@/lib/backflow/repairs.ts'
import type { FormValues } from '@/lib/test-records/form-values.ts'
import type { Change } from './use-test-form.ts'

/** What was repaired: a line per thing, and in words, which every report after a repair must have. */
export function RepairsEditor({
  type,
  values,
  errors,
  change,
}: {
  type: AssemblyType
  values: FormValues
  errors: Readonly<Record<string, string>>
  change: Change
}) {
  const components = repairComponents(type)
  const [first] = components
  const put = (index: number, line: RepairLine) =>
    change({ repairs: values.repairs.map((each, at) => (at === index ? line : each)) })
  return (
    <section aria-labelledby="repairs-title" className="grid gap-4 rounded-md border border-line bg-surface p-4">
      <h2 id="repairs-title" className="text-lg font-semibold">
        Repairs
      </h2>
      {values.repairs.map((line, index) => (
        <RepairRow
          // oxlint-disable-next-line react/no-array-index-key -- lines have no identity of their own
          key={index}
          number={index + 1}
          type={type}
          line={line}
          onChange={(changed) => put(index, changed)}
          onRemove={() => change({ repairs: values.repairs.filter((_, at) => at !== index) })}
        />
      ))}
      {first === undefined ? null : (
        <div>
          <Button
            onClick={() =>
              change({
                repairs: [
                  ...values.repairs,
                  { part: 'main', component: first, action: 'cleaned', replacedPart: null, cause: null },
                ],
              })
            }
          >
            <Plus aria-hidden="true" />
            {values.repairs.length === 0 ? 'Add a repaired part' : 'Add another part'}
          </Button>
        </div>
      )}
      <TextArea
        label="Repairs and materials used"
        name="repairs_text"
        required={values.hasFinal}
        rows={3}
        value={values.repairsText}
        onChange={(event) => change({ repairsText: event.target.value })}
        error={errors.repairs_text}
        help="The report prints these words; the list above stands beside them."
      />
      {values.repairs.length > 0 && values.repairsText.trim() === '' ? (
        <div>
          <Button variant="quiet" onClick={() => change({ repairsText: describeRepairs(values.repairs) })}>
            Write it from the list
          </Button>
        </div>
      ) : null}
    </section>
  )
}

function RepairRow({
  number,
  type,
  line,
  onChange,
  onRemove,
}: {
  number: number
  type: AssemblyType
  line: RepairLine
  onChange: (line: RepairLine) => void
  onRemove: () => void
}) {
  const bypass = ASSEMBLIES[type].detector === 'TYPE_I'
  const name = (field: string) => `repair_${number}_${field}`
  const parts = (bypass ? (['main', 'bypass'] as const) : (['main'] as const)).flatMap((part) =>
    repairComponents(type).map((component) => ({ part, component })),
  )
  return (
    <fieldset className="grid grid-cols-2 gap-3 border-b border-line pb-4 md:grid-cols-[1fr_1fr_1fr_1fr_auto] md:border-0 md:pb-0">
      <legend className="sr-only">Repair {number}</legend>
      <Select
        label="Component"
        name={name('component')}
        value={`${line.part}.${line.component}`}
        options={parts.map(({ part, component }) => ({
          value: `${part}.${component}`,
          label: `${part === 'bypass' ? 'Bypass, ' : ''}${REPAIR_COMPONENT_LABELS[component]}`,
        }))}
        onChange={(event) => {
          const chosen = parts.find(({ part, component }) => `${part}.${component}` === event.target.value)
          if (chosen) onChange({ ...line, ...chosen, replacedPart: null })
        }}
      />
      <Select
        label="What was done"
        name={name('action')}
        value={line.action}
        options={REPAIR_ACTIONS.map((action) => ({ value: action, label: capital(action) }))}
        onChange={(event) => {
          const action = REPAIR_ACTIONS.find((each) => each === event.target.value)
          if (action) onChange({ ...line, action })
        }}
      />
      <Select
        label="Part"
        name={name('part')}
        value={line.replacedPart ?? ''}
        placeholder="The whole component"
        options={REPAIR_PARTS[line.component].map((part) => ({ value: part, label: part }))}
        onChange={(event) => onChange({ ...line, replacedPart: event.target.value === '' ? null : event.target.value })}
      />
      <Select
        label="Cause"
        name={name('cause')}
        value={line.cause ?? ''}
        placeholder="Not stated"
        options={CAUSES.map(({ code, label }) => ({ value: code, label }))}
        onChange={(event) =>
          onChange({ ...line, cause: CAUSES.find(({ code }) => code === event.target.value)?.code ?? null })
        }
      />
      <div className="flex items-end max-md:col-span-2">
        <Button variant="quiet" icon label={`Remove repair ${number}`} onClick={onRemove}>
          <X aria-hidden="true" />
        </Button>
      </div>
    </fieldset>
  )
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1)
}
