import type { Metadata } from 'next'
import { Card } from '@/app/_ui/card.tsx'
import { Missing } from '@/app/_ui/description-list.tsx'
import { PageHeader } from '@/app/_ui/page-header.tsx'
import { DataTable, EmptyRow, Td, Th } from '@/app/_ui/table.tsx'
import { TextLink } from '@/app/_ui/text-link.tsx'
import { findBranches } from '@/lib/branches/save-branch.ts'
import { requireContext } from '@/lib/context.ts'
import { SettingsTabs } from '../settings-tabs.tsx'
import { AddBranchForm, BranchRow, FillBranchForm } from './forms.tsx'

export const metadata: Metadata = { title: 'Branches' }

export default async function BranchesPage() {
  const { db, company, branch_id } = await requireContext('company:write')
  const { branches, without, cities } = await findBranches(db)
  return (
    <>
      <PageHeader title="Settings" />
      <SettingsTabs on="branches" />
      <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,2fr)_minmax(20rem,1fr)]">
        <Card title="Branches" id="branches">
          <p className="text-ink-2">
            Offices of one company. Each customer belongs to one, with all sites, assemblies, visits and invoices;
            whoever works in another branch does not see them. Admins switch at the top of the page.
          </p>
          <DataTable label="Branches" cards>
            <thead>
              <tr>
                <Th>Branch</Th>
                <Th>Works there</Th>
                <Th num>Customers</Th>
                <Th>
                  <span className="sr-only">What to do</span>
                </Th>
              </tr>
            </thead>
            <tbody>
              {branches.length === 0 ? (
                <EmptyRow span={4}>
                  No branches: everybody sees every customer. Add one when a second office works for itself.
                </EmptyRow>
              ) : null}
              {branches.map((branch) => (
                <tr key={branch.id}>
                  <Td label="Branch">{branch.name}</Td>
                  <Td label="Works there">
                    {branch.people.length === 0 ? (
                      <Missing />
                    ) : (
                      <span className="flex flex-wrap gap-x-3 gap-y-1">
                        {branch.people.map((person) => (
                          <TextLink key={person.id} href={`/team/${person.id}`}>
                            {person.full_name}
                          </TextLink>
                        ))}
                      </span>
                    )}
                  </Td>
                  <Td label="Customers" num>
                    {branch.customers.toLocaleString('en-US')}
                  </Td>
                  <Td label="Change">
                    {company.writable ? (
                      <BranchRow branch={branch} empty={branch.people.length === 0 && branch.customers === 0} />
                    ) : null}
                  </Td>
                </tr>
              ))}
            </tbody>
          </DataTable>
        </Card>
        {company.writable ? (
          <div className="grid gap-4">
            <Card title="Add a branch" id="add">
              <AddBranchForm id={crypto.randomUUID()} />
            </Card>
            {branches.length > 0 && branch_id === null ? (
              <Card title="Customers without a branch" id="without">
                {without === 0 ? (
                  <p className="text-ink-2">Every customer belongs to a branch.</p>
                ) : (
                  <>
                    <p>
                      <span className="figures">{without.toLocaleString('en-US')}</span>{' '}
                      {without === 1 ? 'customer belongs' : 'customers belong'} to none and{' '}
                      {without === 1 ? 'is' : 'are'} seen by whoever sees all branches.
                    </p>
                    <FillBranchForm branches={branches} cities={cities} />
                  </>
                )}
              </Card>
            ) : null}
          </div>
        ) : null}
      </div>
    </>
  )
}
