'use client'

import { type ComponentProps, useState } from 'react'
import { TextInput } from '@/app/_ui/text-input.tsx'
import type { FileKind } from '@/lib/files/file-type.ts'
import { chooseFile } from './choose-file.ts'

/** A box for one file. A photo is made small before it is sent; what is too large is let go with a sentence. */
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
      onChange={({ currentTarget }) => void chooseFile(currentTarget, kind).then(setTooLarge)}
      // The browser's own button needs a little less height than text does.
      style={{ paddingBlock: 'calc((var(--control) - 1.625rem) / 2)' }}
    />
  )
}
