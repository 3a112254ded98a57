import type { Metadata } from 'next'
import { NothingInFrame } from '@/app/_ui/nothing-here.tsx'

export const metadata: Metadata = { title: 'Not found' }

export default function NotFound() {
  return <NothingInFrame />
}
