import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Banner } from '@/app/_ui/banner.tsx'
import { BrandMark } from '@/app/_ui/brand.tsx'
import { DescriptionList } from '@/app/_ui/description-list.tsx'
import { TextLink } from '@/app/_ui/text-link.tsx'
import { formatInstant } from '@/lib/dates.ts'
import { isUuid } from '@/lib/lists/list-definition.ts'
import { outboxIsOpen } from '@/lib/messages/outbox-is-open.ts'
import { erasureFacts } from '@/lib/privacy/erasure-list.ts'
import { erasureFlaws } from '@/lib/privacy/erasure-flaws.ts'
import { supabaseAdmin } from '@/lib/supabase/admin.ts'

export const metadata: Metadata = { title: 'Erased', robots: { index: false } }

/** The certificate of an erased company, for whoever watched the demo to its end: on this machine alone, like the outbox. */
export default async function ErasedPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  if (!(await outboxIsOpen()) || !isUuid(id)) notFound()
  const facts = await erasureFacts(supabaseAdmin(), id)
  if (facts.certificate === null) notFound()
  const { number, hash, erased_at: erasedAt, counts } = facts.certificate
  const flaws = erasureFlaws(facts)
  return (
    <main className="mx-auto grid max-w-3xl gap-4 px-4 py-8">
      <h1 className="flex items-center gap-2 text-xl font-semibold">
        <span className="text-link">
          <BrandMark size={24} />
        </span>
        This company was erased
      </h1>
      <Banner tone={flaws.length === 0 ? 'done' : 'warn'}>
        {flaws.length === 0 ? 'Nothing of it is left, and the certificate verifies.' : flaws.join(' ')}
      </Banner>
      <DescriptionList
        facts={[
          { label: 'Erased', value: formatInstant(erasedAt, 'UTC', { zoneName: true }) },
          { label: 'Certificate', value: String(number) },
          { label: 'Hash', value: <span className="figures break-all">{hash}</span> },
          { label: 'Rows erased', value: String(Object.values(counts).reduce((sum, count) => sum + count, 0)) },
          { label: 'Check it again', value: <code className="break-all">npm run verify-erasure -- {id}</code> },
        ]}
      />
      <p>
        <TextLink href="/sign-in">Sign in</TextLink>
      </p>
    </main>
  )
}
