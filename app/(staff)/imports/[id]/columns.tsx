import { Banner } from '@/app/_ui/banner.tsx'
import { type Params, param } from '@/app/_ui/href.ts'
import { Tabs } from '@/app/_ui/tabs.tsx'
import { fieldsOf, firstMapping } from '@/lib/imports/map-columns.ts'
import type { ImportOnFile } from '@/lib/imports/queries.ts'
import { suggestMapping } from '@/lib/imports/recognise-sheet.ts'
import { ColumnsForm } from './columns-form.tsx'

/** Which column of the sheet is what, with three values of each to go by. */
export function Columns({ found, params, write }: { found: ImportOnFile; params: Params; write: boolean }) {
  const { header } = found
  if (header === null || !write) {
    return <Banner>This sheet waits for somebody to say which of its columns is what.</Banner>
  }
  const asked = param(params, 'kind')
  const kind =
    asked === 'tests' || asked === 'devices' ? asked : (found.mapping?.kind ?? suggestMapping(header.columns).kind)
  const mapped = found.mapping?.kind === kind ? found.mapping.columns : firstMapping(header.columns, kind)
  const path = `/imports/${found.id}`
  const groups = [...new Set(fieldsOf(kind).map(({ group }) => group))]
  return (
    <>
      <p className="mb-3 max-w-prose text-ink-2">
        Say which column is what. Columns you leave empty stay with the row and go nowhere. The next sheet with these
        columns is read the same way.
      </p>
      <Tabs
        label="What a row of the sheet is"
        tabs={[
          { label: 'A row is an assembly', href: `${path}?step=columns&kind=devices`, on: kind === 'devices' },
          { label: 'A row is a past test', href: `${path}?step=columns&kind=tests`, on: kind === 'tests' },
        ]}
      />
      <ColumnsForm
        key={kind}
        id={found.id}
        kind={kind}
        back={found.state === 'staged' ? path : '/imports'}
        options={groups.map((group) => ({
          label: group,
          options: fieldsOf(kind)
            .filter((field) => field.group === group)
            .map(({ key, label }) => ({ value: key, label })),
        }))}
        columns={header.columns.map((name, index) => ({
          name,
          field: mapped[name] ?? '',
          samples: header.samples
            .map((row) => row[index] ?? '')
            .filter((cell) => cell !== '')
            .slice(0, 3),
        }))}
      />
    </>
  )
}
