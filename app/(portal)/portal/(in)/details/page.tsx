import { randomUUID } from 'node:crypto'
import type { Metadata } from 'next'
import { Banner } from '@/app/_ui/banner.tsx'
import { Card } from '@/app/_ui/card.tsx'
import { DescriptionList } from '@/app/_ui/description-list.tsx'
import { type Params, param } from '@/app/_ui/href.ts'
import { formatPhone } from '@/lib/customers/phone.ts'
import { requirePortal } from '@/lib/portal/portal-context.ts'
import { getPortalVisits } from '@/lib/portal/portal-pages.ts'
import { askCorrectionAction } from '../../actions.ts'
import { PortalForm } from '../../portal-form.tsx'
import { PortalRequests } from '../../portal-requests.tsx'

export const metadata: Metadata = { title: 'Your details' }

/** What the office has on file to reach its customer, and the way to say that it is wrong. */
export default async function PortalDetailsPage({ searchParams }: { searchParams: Promise<Params> }) {
  const { db, company, customers, email } = await requirePortal()
  const { requests } = await getPortalVisits(db)
  const asked = param(await searchParams, 'asked') === '1'
  const mine = requests.filter((request) => request.kind === 'contact')
  return (
    <>
      <div className="grid gap-1">
        <h1 className="text-xl font-semibold">Your details</h1>
        <p className="max-w-prose text-ink-2">
          As {company.name} has them on file. What you correct here is taken over once the office has looked at it. You
          sign in with {email}.
        </p>
      </div>
      {asked ? <Banner tone="done">{company.name} has your correction, and takes it over soon.</Banner> : null}
      {customers.map((customer) => (
        <Card key={customer.id} title={customer.name} id={`c-${customer.id}`}>
          {company.works ? (
            <PortalForm
              key={mine[0]?.id ?? 'first'}
              action={askCorrectionAction}
              hidden={{ id: randomUUID(), customer_id: customer.id }}
              columns
              fields={[
                { name: 'contact_name', label: 'Contact', value: customer.contact_name, maxLength: 120 },
                {
                  name: 'phone',
                  label: 'Phone',
                  kind: 'tel',
                  value: customer.phone === null ? null : formatPhone(customer.phone),
                  maxLength: 40,
                },
                { name: 'email', label: 'Email', kind: 'email', value: customer.email, maxLength: 254 },
                { name: 'line1', label: 'Address', value: customer.line1, maxLength: 160 },
                { name: 'line2', label: 'Second line', value: customer.line2, maxLength: 160 },
                { name: 'city', label: 'City', value: customer.city, maxLength: 80 },
                { name: 'state', label: 'State', value: customer.state, maxLength: 2 },
                { name: 'zip', label: 'Zip', value: customer.zip, maxLength: 10 },
                { name: 'note', label: 'Note (optional)', kind: 'area', maxLength: 2000 },
              ]}
              presses={[{ label: 'Send the correction', pending: 'Sending' }]}
            />
          ) : (
            <DescriptionList
              facts={[
                { label: 'Contact', value: customer.contact_name },
                { label: 'Phone', value: customer.phone === null ? null : formatPhone(customer.phone) },
                { label: 'Email', value: customer.email },
                {
                  label: 'Address',
                  value: [customer.line1, customer.line2, customer.city, customer.state, customer.zip]
                    .filter(Boolean)
                    .join(', '),
                },
              ]}
            />
          )}
        </Card>
      ))}
      <PortalRequests requests={mine} timeZone={company.time_zone} />
    </>
  )
}
