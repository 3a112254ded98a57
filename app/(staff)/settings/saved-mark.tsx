import { Mark } from '@/app/_ui/badge.tsx'
import type { FormState } from '@/lib/action.ts'

/** Says beside the button that the form was saved, and what that means. */
export function SavedMark({ state }: { state: FormState }) {
  return <output>{state.status === 'done' ? <Mark tone="pass">{state.message ?? 'Saved.'}</Mark> : null}</output>
}
