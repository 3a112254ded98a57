'use client'

import { type KeyboardEvent, type MouseEvent, type ReactNode, startTransition, Suspense, useState } from 'react'
import { Button } from '@/app/_ui/button.tsx'
import { ChoiceSelect } from '@/app/_ui/choice-select.tsx'
import { heard } from '@/app/_ui/heard.ts'
import { loadChoices } from '@/app/_ui/load-choices.ts'
import { type Option, Select } from '@/app/_ui/select.tsx'
import { SelectionForm } from '@/app/_ui/selection-form.tsx'
import { SubmitButton } from '@/app/_ui/submit-button.tsx'
import { DateInput } from '@/app/_ui/text-input.tsx'
import { toast, toastRefusal } from '@/app/_ui/toast.tsx'
import { type Packed, unpack } from '@/lib/packed.ts'
import { planVisitsAction } from '../work-orders/plan-actions.ts'
import { changeDevicesAction, undoChangeAction } from './bulk-actions.ts'

/** A list of assemblies whose rows can be ticked, changed together, and taken as a file. */
export function DeviceSelection({
  list,
  edit,
  plan = false,
  statuses,
  children,
}: {
  /** The name of the file under /api/csv. */
  list: 'devices' | 'due'
  /** Whether the reader may change assemblies; without, the selection can only be taken as a file. */
  edit: boolean
  /** Whether the reader may plan visits. */
  plan?: boolean
  statuses: Packed<readonly Option[]>
  children: ReactNode
}) {
  return (
    <SelectionForm
      noun="device"
      action={change}
      bar={
        <>
          {plan ? (
            <SubmitButton name="do" value="plan" pending="Planning">
              Plan visits
            </SubmitButton>
          ) : null}
          {edit ? (
            <>
              <Change id="bulk-target" label="Set our target">
                <DateInput name="our_target_on" label="Our target" help="Leave it blank to take the target away." />
                <Apply value="target" />
              </Change>
              <Change id="bulk-status" label="Set status">
                <PackedSelect name="status" id="bulk-status-box" label="Status" options={statuses} />
                <Apply value="status" />
              </Change>
              <Change id="bulk-district" label="Set purveyor">
                <DistrictSelect />
                <Apply value="district" />
              </Change>
            </>
          ) : null}
          <button type="submit" formAction={`/api/csv/${list}`} formMethod="get" className="btn btn-secondary">
            CSV
          </button>
        </>
      }
    >
      {children}
    </SelectionForm>
  )
}

/** A button of the bar and what it opens, drawn just before: what opens empty would be placed as if it stayed so. */
function Change({ id, label, children }: { id: string; label: string; children: ReactNode }) {
  const [opened, setOpened] = useState(false)
  const open = () => setOpened(true)
  return (
    <>
      <Button popoverTarget={id} aria-haspopup="dialog" onPointerEnter={open} onPointerDown={open} onFocus={open}>
        {label}
      </Button>
      <dialog id={id} popover="auto" aria-label={label} className="pop p-3!" onBeforeToggle={open} onKeyDown={enter}>
        {opened ? <div className="grid w-64 max-w-full gap-3">{children}</div> : null}
      </dialog>
    </>
  )
}

function PackedSelect({
  options,
  ...rest
}: {
  name: string
  id?: string
  label: string
  options: Packed<readonly Option[]>
}) {
  return <Select {...rest} options={unpack(options)} placeholder="Choose" />
}

/** The purveyors, asked for when the reader first looks at them. */
function DistrictSelect() {
  const [choices, setChoices] = useState(loadChoices)
  return (
    <Suspense fallback={<div className="h-14" />}>
      <ChoiceSelect
        name="company_district_id"
        label="Purveyor"
        from="districts"
        none
        choices={choices}
        onRetry={() => startTransition(() => setChoices(loadChoices()))}
        placeholder="Choose"
      />
    </Suspense>
  )
}

function Apply({ value }: { value: string }) {
  return (
    <SubmitButton name="do" value={value} pending="Changing" onClick={askedFirst}>
      Apply
    </SubmitButton>
  )
}

/** Nothing chosen yet: the choice is asked for, and the ticks stay. */
function askedFirst(event: MouseEvent<HTMLElement>) {
  const choice = event.currentTarget.closest('[popover]')?.querySelector('select')
  if (choice?.value !== '') return
  event.preventDefault()
  choice.focus()
  toast({ message: 'Choose what to set first.' })
}

/** Enter in a box presses the button beside it, not the first one of the form. */
function enter(event: KeyboardEvent<HTMLElement>) {
  if (event.key !== 'Enter' || event.target instanceof HTMLButtonElement) return
  event.preventDefault()
  event.currentTarget.querySelector<HTMLElement>('button[type=submit]')?.click()
}

async function change(data: FormData) {
  for (const open of document.querySelectorAll<HTMLElement>('.sel-bar [popover]:popover-open')) open.hidePopover()
  const state = data.get('do') === 'plan' ? await planned(data) : await heard(changeDevicesAction, data)
  toastRefusal(state)
  if (state.status === 'done') toast({ message: state.message ?? '', undo: () => takeBack(state.undo ?? '') })
}

/** Goes on to the page of the plan, where it can be widened or taken back. */
async function planned(data: FormData) {
  data.set('plan_id', crypto.randomUUID())
  return heard(planVisitsAction, data)
}

async function takeBack(undo: string) {
  const data = new FormData()
  data.set('undo', undo)
  const state = await heard(undoChangeAction, data)
  if (state.status !== 'idle') toast({ message: state.message ?? '' })
}
