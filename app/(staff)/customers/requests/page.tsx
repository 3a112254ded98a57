import type { Metadata } from 'next'
import { PageHeader } from '@/app/_ui/page-header.tsx'
import { requireContext } from '@/lib/context.ts'
import { listOpenRequests } from '@/lib/portal/portal-people.ts'
import { RequestCard } from '../portal-request.tsx'

export const metadata: Metadata = { title: 'Customers’ requests' }

/** What customers ask for in the portal and nobody has answered yet, the oldest first. */
export default async function PortalRequestsPage() {
  const { db, company, may } = await requireContext('customers:read')
  const requests = await listOpenRequests(db)
  const edit = may('customers:write') && company.writable
  return (
    <>
      <PageHeader
        title="Customers’ requests"
        count={requests.length}
        crumbs={[{ label: 'Customers', href: '/customers' }]}
        sub="Visits customers ask for in the portal, and corrections of their contact details."
      />
      {requests.length === 0 ? <p className="text-ink-2">Nobody waits for an answer.</p> : null}
      <ul className="grid max-w-3xl gap-4">
        {requests.map((request) => (
          <RequestCard key={request.id} request={request} timeZone={company.time_zone} edit={edit} named />
        ))}
      </ul>
    </>
  )
}
