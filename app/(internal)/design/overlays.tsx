import { Ellipsis } from 'lucide-react'
import { DialogClose } from '@/app/_ui/dialog-body.tsx'
import { DialogButton } from '@/app/_ui/dialog.tsx'
import { Menu, MenuItem, MenuRule } from '@/app/_ui/menu.tsx'
import { SubmitButton } from '@/app/_ui/submit-button.tsx'
import { TextInput } from '@/app/_ui/text-input.tsx'
import { nothingAction } from './actions.ts'
import { ToastDemo } from './overlay-demos.tsx'
import { Part, Specimen } from './specimen.tsx'

export function Overlays() {
  return (
    <Part id="overlays" title="Overlays">
      <div className="flex flex-wrap gap-6">
        <Specimen name="Dialog">
          <div className="flex flex-wrap gap-2">
            <DialogButton trigger="Erase customer" variant="danger" title="Erase Oceanview Apartments">
              <form action={nothingAction} className="grid gap-4">
                <p className="text-ink-2">
                  4 locations, 11 devices and their readings will be gone. Signed test records stay without the name.
                  This cannot be undone.
                </p>
                <TextInput id="erase-name" name="name" label="Type the customer's name" autoComplete="off" />
                <div className="flex justify-end gap-2">
                  <DialogClose />
                  <SubmitButton variant="danger">Erase customer</SubmitButton>
                </div>
              </form>
            </DialogButton>
            <DialogButton trigger="Peek" title="A127841" shape="side">
              <p>A record in a panel at the side.</p>
            </DialogButton>
          </div>
        </Specimen>
        <Specimen name="Menu">
          <Menu label="More" trigger={<Ellipsis aria-hidden="true" />}>
            <MenuItem href="/design">Open</MenuItem>
            <MenuItem>Copy the serial</MenuItem>
            <MenuRule />
            <MenuItem danger>Remove</MenuItem>
          </Menu>
        </Specimen>
        <Specimen name="Toast">
          <ToastDemo />
        </Specimen>
      </div>
    </Part>
  )
}
