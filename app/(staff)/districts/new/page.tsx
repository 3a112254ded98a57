import type { Metadata } from 'next'
import { Card } from '@/app/_ui/card.tsx'
import { GetForm } from '@/app/_ui/get-form.tsx'
import { type Params, param } from '@/app/_ui/href.ts'
import { PageHeader } from '@/app/_ui/page-header.tsx'
import { Select } from '@/app/_ui/select.tsx'
import { DataTable, EmptyRow, Td, Th } from '@/app/_ui/table.tsx'
import { TextInput } from '@/app/_ui/text-input.tsx'
import { TextLink } from '@/app/_ui/text-link.tsx'
import { STATE_OPTIONS } from '@/lib/companies/states.ts'
import { requireContext } from '@/lib/context.ts'
import { searchRulebook } from '@/lib/districts/queries.ts'
import { dueRuleFrom, dueWords } from '@/lib/districts/rules-in-words.ts'
import { AssumedMark } from '../source-badge.tsx'
import { AddButton, OwnDistrictForm } from './forms.tsx'
import { WhileWritable } from '../../while-writable.tsx'

export const metadata: Metadata = { title: 'Add a purveyor' }

const PATH = '/districts/new'
const SHOWN = 100

export default async function NewDistrictPage({ searchParams }: { searchParams: Promise<Params> }) {
  const params = await searchParams
  const { db, company } = await requireContext('districts:write')
  const state = 'state' in params ? param(params, 'state') : (company.state ?? '')
  const words = param(params, 'q').slice(0, 80)
  const found = await searchRulebook(db, { state: state === 'any' ? '' : state, words })
  return (
    <>
      <PageHeader
        title="Add a purveyor"
        crumbs={[{ label: 'Districts', href: '/districts' }]}
        sub="The rulebook holds what purveyors publish, each entry with its source. Take yours from it, or add one of your own below."
      />
      <div className="grid gap-4">
        <search>
          <GetForm action={PATH} className="flex flex-wrap items-end gap-2">
            <TextInput
              key={`q ${words}`}
              label="Name, city or county"
              name="q"
              type="search"
              className="w-full sm:w-80"
              autoComplete="off"
              defaultValue={words}
            />
            <Select
              key={`state ${state}`}
              label="State"
              name="state"
              className="w-48"
              options={[{ value: 'any', label: 'Any state' }, ...STATE_OPTIONS]}
              defaultValue={state === '' ? 'any' : state}
            />
            <button type="submit" className="btn btn-secondary">
              Search the rulebook
            </button>
          </GetForm>
        </search>
        <DataTable label="The rulebook" cards>
          <thead>
            <tr>
              <Th>Purveyor</Th>
              <Th>When tests are due</Th>
              <Th>
                <span className="sr-only">What to do</span>
              </Th>
            </tr>
          </thead>
          <tbody>
            {found.length === 0 ? (
              <EmptyRow span={3}>
                The rulebook has no such purveyor. Add it as your own below; your rules then stand for it.
              </EmptyRow>
            ) : null}
            {found.slice(0, SHOWN).map((entry) => {
              const rule = dueRuleFrom(entry.due_rule, entry.repair_days)
              return (
                <tr key={entry.id}>
                  <th scope="row" className="card-head cut" title={entry.name}>
                    {entry.aliases[0] ?? entry.name}
                    <span className="sub cut">
                      {entry.name}, {entry.state}
                    </span>
                  </th>
                  <Td label="Due">
                    <span className="inline-flex flex-wrap items-center gap-x-2 gap-y-1 whitespace-normal">
                      {dueWords(rule)}
                      {rule.assumed ? <AssumedMark /> : null}
                    </span>
                  </Td>
                  <Td corner>
                    {entry.ownId === null ? (
                      company.writable && <AddButton districtId={entry.id} name={entry.aliases[0] ?? entry.name} />
                    ) : (
                      <TextLink href={`/districts/${entry.ownId}`}>On your list</TextLink>
                    )}
                  </Td>
                </tr>
              )
            })}
          </tbody>
        </DataTable>
        {found.length > SHOWN ? (
          <p className="text-sm text-ink-3">The first {SHOWN} are shown. Add a word to find yours.</p>
        ) : null}
        <Card title="A purveyor of your own" id="own" className="max-w-form">
          <WhileWritable>
            <OwnDistrictForm state={company.state ?? ''} />
          </WhileWritable>
        </Card>
      </div>
    </>
  )
}
