import { PageHeader } from '@/app/_ui/page-header.tsx'
import { requireContext } from '@/lib/context.ts'

export default async function ImportsPage() {
  await requireContext('imports:read')
  return <PageHeader title="Imports" />
}
