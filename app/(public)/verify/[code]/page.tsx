import type { Metadata } from 'next'
import { Badge, type Tone } from '@/app/_ui/badge.tsx'
import { DescriptionList } from '@/app/_ui/description-list.tsx'
import { PlainPage } from '@/app/_ui/plain-page.tsx'
import { formatDay } from '@/lib/dates.ts'
import { clientAddress } from '@/lib/security/client-address.ts'
import { countAttempts } from '@/lib/security/count-attempts.ts'
import { supabase } from '@/lib/supabase/server.ts'
import { type Verification, verifyReport } from '@/lib/test-records/verify-report.ts'

export const metadata: Metadata = { title: 'Is this report genuine?', robots: { index: false, follow: false } }
export const dynamic = 'force-dynamic'

/** Where the code on a printed report leads, signed out: genuine, superseded, unknown or no longer on file; never more. */
export default async function VerifyPage({ params }: { params: Promise<{ code: string }> }) {
  const { code } = await params
  const tooMany = await countAttempts(['verify_address', await clientAddress()])
  if (tooMany !== null) return <PlainPage title="Too many questions">{tooMany.message}</PlainPage>
  const found = await verifyReport(await supabase(), code)
  const { title, tone, word, sentence } = WORDS[found.status]
  return (
    <PlainPage title={title}>
      <p>
        <Badge tone={tone} large>
          {word}
        </Badge>
      </p>
      <p>{sentence}</p>
      {'result' in found ? <Facts found={found} /> : null}
    </PlainPage>
  )
}

function Facts({ found }: { found: Extract<Verification, { result: unknown }> }) {
  return (
    <DescriptionList
      className="mt-2 text-ink"
      facts={[
        { label: 'Result', value: found.result === null ? null : found.result === 'PASS' ? 'Pass' : 'Fail' },
        { label: 'Tested', value: found.tested_on === null ? null : formatDay(found.tested_on) },
        {
          label: 'Serial ends in',
          value: found.serial_last4 === '' ? null : found.serial_last4,
          figures: true,
        },
        { label: 'Tested by', value: found.company },
      ]}
    />
  )
}

const WORDS: Readonly<Record<Verification['status'], { title: string; tone: Tone; word: string; sentence: string }>> = {
  genuine: {
    title: 'This report is genuine',
    tone: 'pass',
    word: 'Genuine',
    sentence:
      'It was signed in FlowTrack Pro and has not changed since. Compare these facts with the paper in your hand.',
  },
  superseded: {
    title: 'This report was superseded',
    tone: 'due',
    word: 'Superseded',
    sentence:
      'It was signed in FlowTrack Pro, and a corrected report has taken its place. Ask the company for the newer one.',
  },
  no_longer_on_file: {
    title: 'This report is no longer on file',
    tone: 'muted',
    word: 'No longer on file',
    sentence: 'A report with this code was signed in FlowTrack Pro. The company’s records have been erased since.',
  },
  unknown: {
    title: 'This code is unknown',
    tone: 'fail',
    word: 'Unknown',
    sentence: 'No report with this code was signed in FlowTrack Pro. Check that the whole code was scanned or typed.',
  },
}
