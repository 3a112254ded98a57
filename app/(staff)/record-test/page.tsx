import { Gauge } from 'lucide-react'
import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { notFound } from 'next/navigation'
import { LinkButton } from '@/app/_ui/button.tsx'
import { EmptyState } from '@/app/_ui/empty-state.tsx'
import { type Params, param } from '@/app/_ui/href.ts'
import { PageHeader } from '@/app/_ui/page-header.tsx'
import { type Context, requireContext } from '@/lib/context.ts'
import { timeOfDay } from '@/lib/test-records/clock.ts'
import { findAssemblies } from '@/lib/test-records/find-assemblies.ts'
import { findTestForm, type TestForm } from '@/lib/test-records/queries.ts'
import { FindAssembly } from './find-assembly.tsx'
import { RecordTestForm } from './form.tsx'

export const metadata: Metadata = { title: 'Record a test' }

/** ?device= opens the form, ?draft= goes on with a draft, ?correct= supersedes a record; without any, find the assembly. */
export default async function RecordTestPage({ searchParams }: { searchParams: Promise<Params> }) {
  const context = await requireContext('tests:write')
  const params = await searchParams
  const device = param(params, 'device')
  const draft = param(params, 'draft')
  const correct = param(params, 'correct')
  if (device === '' && draft === '' && correct === '') return <Find context={context} words={param(params, 'q')} />
  const form = await findTestForm(context.db, device === '' ? { recordId: draft || correct } : { deviceId: device })
  if (form === null || !fits(form, draft, correct)) notFound()
  const phone = /\bMobile\b/.test((await headers()).get('user-agent') ?? '')
  return (
    <RecordTestForm
      key={`${form.device.id}:${draft}:${correct}`}
      form={form}
      mode={correct !== '' ? 'correct' : draft !== '' ? 'draft' : 'new'}
      person={{
        userId: context.user_id,
        companyId: context.company.id,
        profileId: context.profile.id,
        name: context.profile.full_name,
        timeZone: context.company.time_zone,
        fieldOrder: context.field_order,
        mayOverride: context.may('tests:override'),
        mayAddGauge: context.may('gauges:write'),
        writable: context.company.writable,
      }}
      newClientId={crypto.randomUUID()}
      timeNow={timeOfDay(context.company.time_zone)}
      phone={phone}
    />
  )
}

async function Find({ context, words }: { context: Context; words: string }) {
  const first = await findAssemblies(context.db, words)
  const none = first.found.length === 0 && words === ''
  return (
    <>
      <PageHeader title="Record a test" sub="Find the assembly, then enter what the gauge reads." />
      {none ? (
        <EmptyState
          icon={<Gauge aria-hidden="true" />}
          title="No assembly to test yet"
          why="A test belongs to an assembly. Add one, or bring your whole list in with an import; then its form shows exactly the readings that type takes."
          action={
            context.may('imports:write') ? (
              <LinkButton href="/imports" variant="primary">
                Import your assemblies
              </LinkButton>
            ) : (
              'Ask the office to put the assemblies on file.'
            )
          }
        />
      ) : (
        <FindAssembly key={words} words={words} first={first} />
      )}
    </>
  )
}

// A draft is gone on with while it is one; a record is corrected while it is the newest version.
function fits(form: TestForm, draft: string, correct: string): boolean {
  if (draft === '' && correct === '') return true
  const record = form.record
  if (record === null) return false
  const signed = record.signed_at != null || record.origin === 'imported'
  return correct === '' ? !signed : signed && !record.superseded_at
}
