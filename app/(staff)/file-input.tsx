import type { ComponentProps } from 'react'
import { TextInput } from '@/app/_ui/text-input.tsx'

/** A box for one file. The browser's own button needs a little less height than text does. */
export function FileInput(props: Omit<ComponentProps<typeof TextInput>, 'type' | 'style'>) {
  return <TextInput {...props} type="file" style={{ paddingBlock: 'calc((var(--control) - 1.625rem) / 2)' }} />
}
