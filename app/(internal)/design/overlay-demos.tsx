'use client'

import { Button } from '@/app/_ui/button.tsx'
import { toast } from '@/app/_ui/toast.tsx'

export function ToastDemo() {
  return (
    <Button
      onClick={() =>
        toast({ message: '3 devices set inactive.', undo: () => toast({ message: 'They are active again.' }) })
      }
    >
      Set inactive
    </Button>
  )
}
