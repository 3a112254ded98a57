import { Pencil } from 'lucide-react'
import type { Metadata } from 'next'
import { LinkButton } from '@/app/_ui/button.tsx'
import { Card } from '@/app/_ui/card.tsx'
import { type Params, param } from '@/app/_ui/href.ts'
import { Money } from '@/app/_ui/money.tsx'
import { Missing } from '@/app/_ui/description-list.tsx'
import { PageHeader } from '@/app/_ui/page-header.tsx'
import { countWords } from '@/app/_ui/count-words.ts'
import { Pagination } from '@/app/_ui/pagination.tsx'
import { DataTable, EmptyRow, MenuTd, Td, Th } from '@/app/_ui/table.tsx'
import { findBillingMode } from '@/lib/billing/find-billing-mode.ts'
import { requireContext } from '@/lib/context.ts'
import { wordFor } from '@/lib/devices/words.ts'
import { early } from '@/lib/lists/early.ts'
import { listRows, solid } from '@/lib/lists/list-rows.ts'
import { fileHref, readList } from '@/lib/lists/read-list.ts'
import { PRICES } from '@/lib/prices/price-list.ts'
import { findPriceBookPage, type PriceBookPage } from '@/lib/prices/price-book-page.ts'
import { PRICE_KIND_WORDS } from '@/lib/prices/words.ts'
import { supabase } from '@/lib/supabase/server.ts'
import { UnmatchedNote } from '../../invoices/unmatched-note.tsx'
import { SettingsTabs } from '../settings-tabs.tsx'
import { ConnectForm } from './card-account.tsx'
import { BillingRulesForm, PriceForm, PriceSheetForm, RemovePrice } from './forms.tsx'

export const metadata: Metadata = { title: 'Price book' }

const PATH = '/settings/prices'

export default async function PricesPage({ searchParams }: { searchParams: Promise<Params> }) {
  const params = await searchParams
  const { query } = readList(PRICES, params)
  const db = await supabase()
  const list = early(listRows(db, 'price_list', { ...query, frameOf: PATH }))
  const { company, may } = await requireContext(PRICES.permission)
  const write = may('prices:write') && company.writable
  const [{ rows, count, capped }, { rules, account, unmatched, districts }, mode] = await Promise.all([
    list,
    findPriceBookPage(db),
    findBillingMode(),
  ])
  const edited = rows.find((row) => row.id === param(params, 'edit'))
  return (
    <>
      <PageHeader title="Settings" />
      <SettingsTabs on="prices" />
      {unmatched.map((one) => (
        <div key={one.id} className="mb-4">
          <UnmatchedNote one={one} write={may('invoices:write') && company.writable} />
        </div>
      ))}
      <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,2fr)_minmax(20rem,1fr)]">
        <Card
          title={`Price book (${countWords(count, capped)})`}
          id="prices"
          actions={
            <LinkButton href={fileHref('prices', params)} download variant="quiet">
              CSV
            </LinkButton>
          }
        >
          <DataTable label="Prices" cards dense>
            <thead>
              <tr>
                <Th>For</Th>
                <Th>Name</Th>
                <Th>Assembly</Th>
                <Th>Purveyor</Th>
                <Th num>Price</Th>
                <Th>
                  <span className="sr-only">What to do</span>
                </Th>
              </tr>
            </thead>
            <tbody>
              {rows.length === 0 ? (
                <EmptyRow span={6}>
                  No price is on file. With prices, invoices are drafted from signed tests: for example $115.00 for an
                  RP, $14.95 for the filing with Harbor Water.
                </EmptyRow>
              ) : null}
              {rows.map((row) => {
                const item = solid(row, 'id', 'kind', 'name', 'unit_cents')
                const assembly = [item.device_type, item.size === null ? null : `${item.size} in`, item.model]
                  .filter(Boolean)
                  .join(' ')
                return (
                  <tr key={item.id}>
                    <th scope="row" className="card-head">
                      {wordFor(PRICE_KIND_WORDS, item.kind)}
                    </th>
                    <Td label="Name" cut>
                      {item.name}
                    </Td>
                    <Td label="Assembly" cut>
                      {assembly === '' ? <Missing words="Any" /> : assembly}
                    </Td>
                    <Td label="Purveyor" cut>
                      {item.district_name ?? <Missing words="Any" />}
                    </Td>
                    <Td label="Price" num>
                      <Money cents={item.unit_cents} />
                      {item.taxed === true ? <span className="sub">plus tax</span> : null}
                    </Td>
                    <MenuTd>
                      {write ? (
                        <span className="flex justify-end gap-1">
                          <LinkButton
                            href={`${PATH}?edit=${item.id}`}
                            variant="quiet"
                            icon
                            label={`Change ${item.name}`}
                          >
                            <Pencil aria-hidden="true" />
                          </LinkButton>
                          <RemovePrice id={item.id} name={item.name} />
                        </span>
                      ) : null}
                    </MenuTd>
                  </tr>
                )
              })}
            </tbody>
          </DataTable>
          <Pagination path={PATH} params={params} page={query.page} count={count} capped={capped} shown={rows.length} />
        </Card>
        {write ? (
          <div className="grid gap-4">
            <Card title={edited === undefined ? 'Add a price' : 'Change a price'} id="price">
              <PriceForm
                key={edited?.id ?? `new ${count}`}
                id={edited?.id ?? crypto.randomUUID()}
                districts={districts.map(({ id, name }) => ({ value: id, label: name }))}
                price={
                  edited === undefined
                    ? null
                    : {
                        kind: edited.kind ?? 'test',
                        name: edited.name ?? '',
                        device_type: edited.device_type,
                        size: edited.size,
                        model: edited.model,
                        district: edited.company_district_id,
                        cents: edited.unit_cents ?? 0,
                        taxed: edited.taxed === true,
                      }
                }
              />
            </Card>
            <Card title="Bring a price list in" id="sheet">
              <PriceSheetForm key={count} />
            </Card>
            {may('company:write') ? (
              <>
                <Card title="Invoices" id="rules">
                  <BillingRulesForm rules={rules} />
                </Card>
                {account === null ? null : <CardAccount account={account} mode={mode} />}
              </>
            ) : null}
          </div>
        ) : null}
      </div>
    </>
  )
}

function CardAccount({
  account,
  mode,
}: {
  account: NonNullable<PriceBookPage['account']>
  mode: 'stripe' | 'sandbox' | 'off'
}) {
  return (
    <Card title="Card payments" id="cards">
      {account.takes_charges ? (
        <p className="text-ink-2">
          Cards are taken: the link in a mailed invoice leads to a page where it is paid. The money goes to your own
          account at Stripe.
        </p>
      ) : mode === 'off' ? (
        <p className="text-ink-2">Card payments are not set up on this installation. Payments are entered by hand.</p>
      ) : (
        <>
          <p className="text-ink-2">
            Customers pay by card from the link in a mailed invoice. The money goes to an account of your own at Stripe.
          </p>
          <ConnectForm again={account.account !== null} />
        </>
      )}
    </Card>
  )
}
