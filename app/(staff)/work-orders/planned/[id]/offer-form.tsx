'use client'

import { Mark } from '@/app/_ui/badge.tsx'
import { Checkbox } from '@/app/_ui/checkbox.tsx'
import { heard } from '@/app/_ui/heard.ts'
import { SubmitButton } from '@/app/_ui/submit-button.tsx'
import { toast, toastRefusal } from '@/app/_ui/toast.tsx'
import { planMoreAction } from '../../plan-actions.ts'
import { takePlanBack } from './take-back-button.tsx'

type Offered = { id: string; label: string; due: string; warning: string | null }

/** What else stands at a site and could be done on the same trip, each with what an early test would cost. */
export function OfferForm({ site, offered }: { site: string; offered: readonly Offered[] }) {
  async function add(data: FormData) {
    data.set('plan_id', crypto.randomUUID())
    const state = await heard(planMoreAction, data)
    toastRefusal(state)
    if (state.status === 'done') toast({ message: state.message ?? '', undo: () => takePlanBack(state.undo ?? '') })
  }
  return (
    <form action={add} className="grid gap-2 border-t border-line pt-3">
      <fieldset className="grid gap-1">
        <legend className="mb-1 text-sm text-ink-2">Also at {site}, on the same trip</legend>
        {offered.map((device) => (
          <div key={device.id} className="flex flex-wrap items-center gap-x-3">
            <Checkbox name="ids" value={device.id} label={`${device.label}, ${device.due}`} />
            {device.warning === null ? null : <Mark tone="due">{device.warning}</Mark>}
          </div>
        ))}
      </fieldset>
      <div>
        <SubmitButton variant="secondary" pending="Adding">
          Add to the visit
        </SubmitButton>
      </div>
    </form>
  )
}
