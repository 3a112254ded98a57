'use client'

import { Pencil } from 'lucide-react'
import { Button } from '@/app/_ui/button.tsx'
import { SubmitButton } from '@/app/_ui/submit-button.tsx'
import { DateInput } from '@/app/_ui/text-input.tsx'
import { changeOne } from './change-one.ts'

/** Our own date, set in place. */
export function TargetButton({ id, target }: { id: string; target: string }) {
  return (
    <>
      <Button
        variant="quiet"
        icon
        label={target === '' ? 'Set our target' : 'Change our target'}
        popoverTarget="set-target"
        aria-haspopup="dialog"
        className="-my-1.5"
      >
        <Pencil aria-hidden="true" />
      </Button>
      <dialog id="set-target" popover="auto" aria-label="Our target" className="pop p-3!">
        <form action={changeOne} className="grid w-60 max-w-full gap-3">
          <input type="hidden" name="ids" value={id} />
          <DateInput
            key={target}
            name="our_target_on"
            label="Our target"
            defaultValue={target}
            help="When you want to do it. It stays until the next test is passed; blank takes it away."
          />
          <SubmitButton name="do" value="target" pending="Saving">
            Save
          </SubmitButton>
        </form>
      </dialog>
    </>
  )
}
