import { SubmitButton } from '@/app/_ui/submit-button.tsx'
import { leaveSupportAction } from './shell-actions.ts'

/** Back to the desk. */
export function LeaveSupport() {
  return (
    <form action={leaveSupportAction}>
      <SubmitButton variant="secondary">Leave</SubmitButton>
    </form>
  )
}
