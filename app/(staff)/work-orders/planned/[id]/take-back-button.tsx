'use client'

import { heard } from '@/app/_ui/heard.ts'
import { SubmitButton } from '@/app/_ui/submit-button.tsx'
import { toast } from '@/app/_ui/toast.tsx'
import { unplanVisitsAction } from '../../plan-actions.ts'

/** Takes a plan back and says what came of it. */
export async function takePlanBack(planId: string): Promise<void> {
  const data = new FormData()
  data.set('plan_id', planId)
  const state = await heard(unplanVisitsAction, data)
  if (state.status !== 'idle') toast({ message: state.message ?? '' })
}

/** The way back from a plan, as far as nobody has been sent. */
export function TakeBackButton({ planId }: { planId: string }) {
  return (
    <form action={() => takePlanBack(planId)}>
      <SubmitButton variant="secondary" pending="Taking back">
        Take the plan back
      </SubmitButton>
    </form>
  )
}
