import type { ReactNode } from 'react'
import { Banner } from '@/app/_ui/banner.tsx'
import { requireContext } from '@/lib/context.ts'
import { refusalSentence } from '@/lib/errors.ts'

/** A form, while the account takes anything in: nobody types what would be refused. The database refuses it all the same. */
export async function WhileWritable({ children }: { children: ReactNode }) {
  const { company } = await requireContext()
  return company.writable ? children : <Banner tone="warn">{refusalSentence('company_read_only')}</Banner>
}
