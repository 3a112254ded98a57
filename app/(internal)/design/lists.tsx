import { Download, Plus } from 'lucide-react'
import { LinkButton } from '@/app/_ui/button.tsx'
import { Day } from '@/app/_ui/day.tsx'
import { EmptyState } from '@/app/_ui/empty-state.tsx'
import { FilterBar } from '@/app/_ui/filter-bar.tsx'
import { hrefWith, type Params, param } from '@/app/_ui/href.ts'
import { Icon } from '@/app/_ui/icon.tsx'
import { PageHeader } from '@/app/_ui/page-header.tsx'
import { Pagination } from '@/app/_ui/pagination.tsx'
import { SelectionForm } from '@/app/_ui/selection-form.tsx'
import { SkeletonTable } from '@/app/_ui/skeleton.tsx'
import { SubmitButton } from '@/app/_ui/submit-button.tsx'
import { DataTable, EmptyRow, GroupRow, NameCell, SelectAllTh, SortTh, Td, Th } from '@/app/_ui/table.tsx'
import { SavedViews } from '@/app/_ui/tabs.tsx'
import { pack } from '@/lib/packed.ts'
import { nothingAction } from './actions.ts'
import { DeviceRows } from './device-rows.tsx'
import { ROWS } from './rows.ts'
import { Part, Specimen } from './specimen.tsx'

const PATH = '/design'

export function Lists({ params }: { params: Params }) {
  const sort = { path: PATH, params, fallback: 'due' }
  return (
    <Part id="lists" title="Lists">
      <div>
        <PageHeader
          title="Devices"
          count="1,000+"
          actions={
            <LinkButton href="/design" variant="primary">
              <Plus aria-hidden="true" />
              New device
            </LinkButton>
          }
        />
        <SavedViews
          views={[
            { label: 'All', href: hrefWith(PATH, params, { view: null }), on: param(params, 'view') === '' },
            {
              label: 'Overdue',
              href: hrefWith(PATH, params, { view: 'overdue' }),
              on: param(params, 'view') === 'overdue',
              count: 14,
            },
            {
              label: 'Fire lines in Jupiter',
              href: hrefWith(PATH, params, { view: 'fire' }),
              on: param(params, 'view') === 'fire',
            },
          ]}
        />
        <FilterBar
          path={PATH}
          params={params}
          search="Serial, customer or street"
          filters={pack([
            {
              kind: 'select',
              name: 'type',
              label: 'Type',
              options: ['RP', 'DC', 'DCDA2', 'PVB'].map((type) => ({ value: type, label: type })),
            },
            {
              kind: 'select',
              name: 'district',
              label: 'District',
              options: [{ value: 'pbc', label: 'Palm Beach County' }],
            },
            { kind: 'day', name: 'before', label: 'Due before' },
          ])}
        >
          <LinkButton href="/design?csv=1" variant="quiet">
            <Download aria-hidden="true" />
            CSV
          </LinkButton>
        </FilterBar>
        <SelectionForm
          noun="device"
          action={nothingAction}
          bar={
            <>
              <SubmitButton variant="secondary" name="do" value="assign">
                Assign
              </SubmitButton>
              <SubmitButton variant="secondary" name="do" value="inactive">
                Set inactive
              </SubmitButton>
            </>
          }
        >
          <DataTable label="Devices" cards>
            <thead>
              <tr>
                <SelectAllTh />
                <SortTh by="serial" {...sort}>
                  Serial
                </SortTh>
                <SortTh by="customer" {...sort}>
                  Customer
                </SortTh>
                <Th>Type</Th>
                <Th num>Size</Th>
                <SortTh by="due" {...sort}>
                  Due
                </SortTh>
                <Th>State</Th>
                <Th>
                  <span className="sr-only">More</span>
                </Th>
              </tr>
            </thead>
            <DeviceRows rows={ROWS} />
          </DataTable>
        </SelectionForm>
        <Pagination path={PATH} params={params} page={2} count={1000} capped shown={50} />
      </div>
      <div className="grid gap-6 lg:grid-cols-2">
        <Specimen name="DataTable, dense, grouped by site">
          <DataTable label="Due by site" dense>
            <thead>
              <tr>
                <Th>Serial</Th>
                <Th>Type</Th>
                <Th num>Due</Th>
              </tr>
            </thead>
            <tbody>
              <GroupRow span={3}>12 Dock St, Jupiter</GroupRow>
              {ROWS.slice(0, 2).map((row) => (
                <tr key={row.id}>
                  <NameCell href="/design" name={row.serial} figures />
                  <Td>{row.type}</Td>
                  <Td num>
                    <Day day={row.due} />
                  </Td>
                </tr>
              ))}
              <GroupRow span={3}>900 Industrial Way, Riviera Beach</GroupRow>
              <tr>
                <NameCell href="/design" name="AA-4410" figures />
                <Td>DCDA2</Td>
                <Td num>
                  <Day day="2027-11-30" />
                </Td>
              </tr>
            </tbody>
          </DataTable>
        </Specimen>
        <Specimen name="EmptyRow">
          <DataTable label="Nothing found">
            <thead>
              <tr>
                <Th>Serial</Th>
                <Th>Type</Th>
              </tr>
            </thead>
            <tbody>
              <EmptyRow span={2} action={<LinkButton href="/design">Take the filters out</LinkButton>}>
                No device matches these filters.
              </EmptyRow>
            </tbody>
          </DataTable>
        </Specimen>
        <Specimen name="EmptyState">
          <EmptyState
            icon={<Icon name="devices" large />}
            title="No devices yet"
            why="A device is one assembly at one site. Once they are here, the due list writes itself."
            action={
              <LinkButton href="/imports" variant="primary">
                Import a spreadsheet
              </LinkButton>
            }
            example="For example: RP, Wilkins 975XL2, 3/4, serial A127841, north wall of the pump room."
          />
        </Specimen>
        <Specimen name="SkeletonTable">
          <SkeletonTable label="devices" head={['Serial', 'Customer', 'Due']} rows={5} />
        </Specimen>
      </div>
    </Part>
  )
}
