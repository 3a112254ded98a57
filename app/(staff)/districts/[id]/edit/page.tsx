import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { PageHeader } from '@/app/_ui/page-header.tsx'
import { RULE_PROFILES } from '@/lib/backflow/profiles.ts'
import { requireContext } from '@/lib/context.ts'
import { DUE_BASES, dueRuleTexts } from '@/lib/districts/due-rule-form.ts'
import { overrideTexts } from '@/lib/districts/profile-form.ts'
import { findDistrict } from '@/lib/districts/queries.ts'
import { dueRuleFrom, dueWords, profileFrom, profileRows } from '@/lib/districts/rules-in-words.ts'
import { rulesOfDistrict } from '@/lib/districts/rules-of-district.ts'
import { DETECTOR_LAYOUTS } from '@/lib/districts/schema.ts'
import { DistrictForm } from './district-form.tsx'
import { WhileWritable } from '../../../while-writable.tsx'

export const metadata: Metadata = { title: 'Edit purveyor' }

export default async function EditDistrictPage({ params }: { params: Promise<{ id: string }> }) {
  const { db } = await requireContext('districts:write')
  const district = await findDistrict(db, (await params).id)
  if (district === null) notFound()
  const without = rulesOfDistrict({ ...district, due_rule: null, rule_profile: null, profile_overrides: {} })
  const rulebook = district.rulebook
  const profileNow = profileFrom({
    name: district.rule_profile ?? rulebook?.rule_profile ?? null,
    state: district.state,
    overrides: [rulebook?.profile_overrides ?? {}],
  }).profile
  return (
    <>
      <PageHeader
        title={`Edit ${district.name}`}
        crumbs={[
          { label: 'Districts', href: '/districts' },
          { label: district.name, href: `/districts/${district.id}` },
        ]}
      />
      <WhileWritable>
        <DistrictForm
          district={{
            id: district.id,
            name: district.name,
            state: district.state ?? '',
            pws_id: district.pws_id ?? '',
            contact_name: district.contact_name ?? '',
            phone: district.phone ?? '',
            email: district.email ?? '',
            notes: district.notes ?? '',
            detector_layout: district.detector_layout,
            repair_days: district.repair_days === null ? '' : String(district.repair_days),
            rule_profile: district.rule_profile ?? '',
            ...dueRuleTexts(district.due_rule),
            ...overrideTexts(district.profile_overrides),
          }}
          bases={DUE_BASES}
          layouts={DETECTOR_LAYOUTS}
          profiles={Object.values(RULE_PROFILES).map(({ name, label }) => ({ value: name, label }))}
          without={{
            due: `${without.dueSource === 'assumed' ? 'Assumed' : 'Rulebook'}: ${dueWords(dueRuleFrom(rulebook?.due_rule ?? null, null))}`,
            profile: `${without.profileSource === 'assumed' ? 'Assumed' : 'Rulebook'}: ${without.profile.label}`,
            repairDays: String(rulebook?.repair_days ?? 30),
            numbers: Object.fromEntries(profileRows(profileNow).map(({ key, value }) => [key, value])),
            bufferMin: (profileNow.bufferMin / 100).toFixed(1),
          }}
        />
      </WhileWritable>
    </>
  )
}
