import type { Metadata } from 'next'
import { PlainPage } from '@/app/_ui/plain-page.tsx'
import { TextLink } from '@/app/_ui/text-link.tsx'
import { formatPhone } from '@/lib/customers/phone.ts'
import { openQuote } from '@/lib/failures/failure-page.ts'
import { clientAddress } from '@/lib/security/client-address.ts'
import { countAttempts } from '@/lib/security/count-attempts.ts'
import { supabase } from '@/lib/supabase/server.ts'
import { QuotePaper } from '../quote-paper.tsx'
import { AnswerForm } from './answer-form.tsx'

export const metadata: Metadata = { title: 'Quote', robots: { index: false, follow: false }, referrer: 'no-referrer' }
export const dynamic = 'force-dynamic'

/** Where the link in a mailed quote leads, signed out: what failed, what the repair costs, and the answer, once. */
export default async function QuotePage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params
  const tooMany = await countAttempts(['verify_address', await clientAddress()])
  if (tooMany !== null) return <PlainPage title="Too many questions">{tooMany.message}</PlainPage>
  const quote = await openQuote(await supabase(), token)
  if (quote === null)
    return (
      <PlainPage title="This link has ended">
        <p>A newer mail may hold a newer link. Otherwise ask the company that sent it.</p>
      </PlainPage>
    )
  return (
    <main className="mx-auto grid max-w-3xl gap-6 px-4 py-10">
      <header>
        <p className="text-lg font-semibold">{quote.company.name}</p>
        <p className="text-sm text-ink-3">
          {[formatPhone(quote.company.phone ?? ''), quote.company.email].filter(Boolean).join(' · ')}
        </p>
        <h1 className="mt-4 text-xl font-semibold">Quote for a repair</h1>
        <TextLink href={`/quote/${token}/pdf`}>The quote as a PDF</TextLink>
      </header>
      <QuotePaper quote={quote} />
      {quote.state === 'sent' && !quote.expired && !quote.closed ? (
        <AnswerForm token={token} company={quote.company.name} />
      ) : null}
    </main>
  )
}
