import type { Metadata } from 'next'
import { NothingInFrame } from '@/app/_ui/shell.tsx'

export const metadata: Metadata = { title: 'Not found' }

export default function NotFound() {
  return <NothingInFrame />
}
