import type { Metadata } from 'next'
import { NothingHere } from './_ui/every-page.tsx'

export const metadata: Metadata = { title: 'Not found' }

export default function NotFound() {
  return <NothingHere />
}
