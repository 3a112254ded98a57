import { heard } from '@/app/_ui/heard.ts'
import { toast, toastRefusal } from '@/app/_ui/toast.tsx'
import { changeDevicesAction, undoChangeAction } from '../bulk-actions.ts'

/** Makes one change to one assembly, and offers the way back. */
export async function changeOne(data: FormData): Promise<void> {
  const state = await heard(changeDevicesAction, data)
  document.querySelector<HTMLElement>('[popover]:popover-open')?.hidePopover()
  toastRefusal(state)
  if (state.status !== 'done') return
  const undo = new FormData()
  undo.set('undo', state.undo ?? '')
  toast({
    message: state.message ?? '',
    undo: async () => {
      const back = await heard(undoChangeAction, undo)
      if (back.status !== 'idle') toast({ message: back.message ?? '' })
    },
  })
}
