'use client'

import { type ComponentProps, useState } from 'react'
import { TextInput } from '@/app/_ui/text-input.tsx'
import { type FileKind, tooLargeSentence } from '@/lib/files/file-type.ts'

/** A box for one file. One that is too large is let go with a sentence. */
export function FileInput({
  kind,
  error,
  ...props
}: { kind: FileKind } & Omit<ComponentProps<typeof TextInput>, 'type' | 'style' | 'onChange'>) {
  const [tooLarge, setTooLarge] = useState<string>()
  return (
    <TextInput
      {...props}
      type="file"
      error={tooLarge ?? error}
      onChange={({ currentTarget: box }) => {
        const wrong = tooLargeSentence(box.files?.[0], kind)
        setTooLarge(wrong)
        if (wrong !== undefined) box.value = ''
      }}
      // The browser's own button needs a little less height than text does.
      style={{ paddingBlock: 'calc((var(--control) - 1.625rem) / 2)' }}
    />
  )
}
