'use client'

import { ChevronDown, Replace, ToggleRight, Trash2 } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Dialog } from '@/app/_ui/dialog.tsx'
import { heard } from '@/app/_ui/heard.ts'
import { Menu, MenuItem, MenuRule } from '@/app/_ui/menu.tsx'
import { type Option, Select } from '@/app/_ui/select.tsx'
import { SubmitButton } from '@/app/_ui/submit-button.tsx'
import { toast, toastRefusal } from '@/app/_ui/toast.tsx'
import { deleteDeviceAction, restoreDeviceAction } from '../actions.ts'
import { changeOne } from './change-one.ts'

/** What is done to an assembly now and then: its status, its successor, its end. */
export function DeviceMenu({
  id,
  name,
  status,
  statuses,
  tests,
}: {
  id: string
  name: string
  status: string
  statuses: readonly Option[]
  tests: number
}) {
  const router = useRouter()
  const [open, setOpen] = useState<'status' | 'delete' | null>(null)
  const close = () => setOpen(null)

  async function remove() {
    const data = new FormData()
    data.set('id', id)
    const state = await heard(deleteDeviceAction, data)
    if (state.status === 'refused') return toast({ message: Object.values(state.errors)[0] ?? state.message })
    close()
    router.push('/devices')
    toast({ message: `${name} is deleted.`, undo: () => restore(data) })
  }

  async function restore(data: FormData) {
    const state = await heard(restoreDeviceAction, data)
    if (state.status === 'done') router.push(`/devices/${id}`)
    toastRefusal(state)
  }

  return (
    <>
      <Menu
        align="end"
        className="btn btn-secondary"
        trigger={
          <>
            More
            <ChevronDown aria-hidden="true" />
          </>
        }
      >
        {status === 'REPLACED' ? null : (
          <>
            <MenuItem icon={<ToggleRight aria-hidden="true" />} onClick={() => setOpen('status')}>
              Change the status
            </MenuItem>
            <MenuItem icon={<Replace aria-hidden="true" />} href={`/devices/${id}/replace`}>
              Replace the assembly
            </MenuItem>
            <MenuRule />
          </>
        )}
        <MenuItem danger icon={<Trash2 aria-hidden="true" />} onClick={() => setOpen('delete')}>
          Delete
        </MenuItem>
      </Menu>
      <Dialog open={open === 'status'} onClose={close} title="Change the status">
        <form
          action={async (data) => {
            await changeOne(data)
            close()
          }}
          className="grid gap-4"
        >
          <input type="hidden" name="ids" value={id} />
          <Select
            name="status"
            label="Status"
            options={statuses}
            defaultValue={status}
            help="Removed, not found and abandoned assemblies are due for nothing; their tests stay on file."
          />
          <SubmitButton name="do" value="status" pending="Saving" className="justify-self-start">
            Change the status
          </SubmitButton>
        </form>
      </Dialog>
      <Dialog open={open === 'delete'} onClose={close} title={`Delete ${name}`}>
        {tests > 0 ? (
          <div className="grid gap-4">
            <p>
              {tests === 1 ? 'A test of this assembly is' : 'Tests of this assembly are'} on file, and evidence is kept.
              If it is gone, say how: removed and capped, replaced, not found, or abandoned. It then leaves the due list
              and keeps its history.
            </p>
            <div className="flex gap-2">
              <button type="button" className="btn btn-primary" onClick={() => setOpen('status')}>
                Change the status
              </button>
            </div>
          </div>
        ) : (
          <form action={remove} className="grid gap-4">
            <p>
              It leaves every list. No test hangs on it, so nothing else goes, and you can bring it back right after.
            </p>
            <SubmitButton variant="danger" pending="Deleting" className="justify-self-start">
              Delete the assembly
            </SubmitButton>
          </form>
        )}
      </Dialog>
    </>
  )
}
