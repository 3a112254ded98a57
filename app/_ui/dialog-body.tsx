'use client'

import { clsx } from 'clsx'
import { X } from 'lucide-react'
import { createContext, type ReactNode, use, useEffect, useId, useRef } from 'react'
import { createPortal } from 'react-dom'
import { Button, type ButtonLook } from './button.tsx'
import type { DialogProps } from './dialog.tsx'

const Close = createContext<() => void>(() => {})

/** A button that closes the dialog and does nothing else. */
export function DialogClose({ children = 'Cancel', ...look }: ButtonLook & { children?: ReactNode }) {
  const close = use(Close)
  return (
    <Button {...look} onClick={close}>
      {children}
    </Button>
  )
}

/** The native modal dialog: the browser keeps the focus inside and gives it back. */
export function DialogBody({ title, shape = 'middle', children, onClose }: DialogProps & { onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null)
  const id = useId()
  const close = () => dialog.current?.close()
  useEffect(() => {
    if (dialog.current?.open === false) dialog.current.showModal()
  }, [])
  return createPortal(
    <dialog
      ref={dialog}
      aria-labelledby={id}
      closedby="any"
      className={clsx('dialog', shape === 'wide' && 'dialog-wide', shape === 'side' && 'dialog-side')}
      onClose={onClose}
    >
      <div className="flex items-start justify-between gap-3 p-4 pb-2">
        <h2 id={id} className="min-w-0 pt-1 text-lg font-semibold">
          {title}
        </h2>
        <Button variant="quiet" icon label="Close" onClick={close} className="-me-1">
          <X aria-hidden="true" />
        </Button>
      </div>
      <div className="p-4 pt-0">
        <Close value={close}>{children}</Close>
      </div>
    </dialog>,
    document.body,
  )
}
