'use client'

import { lazy, type ReactNode, Suspense, useState } from 'react'
import { Button, type ButtonLook } from './button.tsx'

const DialogBody = lazy(() => import('./dialog-body.tsx').then((file) => ({ default: file.DialogBody })))

export type DialogProps = {
  title: string
  /** `side` is a panel at the right edge: a peek at a record. */
  shape?: 'middle' | 'wide' | 'side'
  children: ReactNode
}

/** A dialog that somebody else opens and closes. Its code loads when it first opens; the focus returns on close. */
export function Dialog({ open, onClose, ...rest }: DialogProps & { open: boolean; onClose: () => void }) {
  if (!open) return null
  return (
    <Suspense fallback={null}>
      <DialogBody onClose={onClose} {...rest} />
    </Suspense>
  )
}

/** A button and the dialog it opens. `children` may hold a form; a DialogClose inside cancels. */
export function DialogButton({
  trigger,
  title,
  shape,
  children,
  ...look
}: DialogProps & ButtonLook & { trigger: ReactNode; disabled?: boolean }) {
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button {...look} aria-haspopup="dialog" onClick={() => setOpen(true)}>
        {trigger}
      </Button>
      <Dialog open={open} onClose={() => setOpen(false)} title={title} shape={shape}>
        {children}
      </Dialog>
    </>
  )
}
