import type { Metadata } from 'next'
import { LinkButton } from '@/app/_ui/button.tsx'
import { hrefWith, type Params, param } from '@/app/_ui/href.ts'
import { Pagination } from '@/app/_ui/pagination.tsx'
import { TextLink } from '@/app/_ui/text-link.tsx'
import { addressWords } from '@/lib/devices/device-words.ts'
import { COMPLIANCE_WORDS, wordFor } from '@/lib/devices/words.ts'
import { isUuid } from '@/lib/lists/list-definition.ts'
import { requirePortal } from '@/lib/portal/portal-context.ts'
import { listPortalDevices } from '@/lib/portal/portal-pages.ts'
import { PortalDevices } from '../../portal-devices.tsx'
import { pageOf, PortalSearch } from '../../portal-search.tsx'

export const metadata: Metadata = { title: 'Assemblies' }

const PATH = '/portal/assemblies'

/** Every assembly, by state, words and site; and the reports of all of them in one archive. */
export default async function PortalAssembliesPage({ searchParams }: { searchParams: Promise<Params> }) {
  const params = await searchParams
  const { db, company } = await requirePortal()
  const [q, site] = [param(params, 'q').trim(), param(params, 'site')]
  const state = Object.hasOwn(COMPLIANCE_WORDS, param(params, 'state')) ? param(params, 'state') : ''
  const page = pageOf(param(params, 'page'))
  const { states, count, rows } = await listPortalDevices(db, { q, state, site, page })
  const all = Object.values(states).reduce((sum, each) => sum + each, 0)
  const place = isUuid(site) ? rows.find((device) => device.location_id === site) : undefined
  return (
    <>
      <div className="flex flex-wrap items-start justify-between gap-3">
        <div className="grid gap-1">
          <h1 className="text-xl font-semibold">Assemblies</h1>
          {isUuid(site) ? (
            <p className="text-ink-2">
              {place === undefined ? 'At one site' : `At ${addressWords(place)}`}.{' '}
              <TextLink href={PATH}>Show all sites</TextLink>
            </p>
          ) : null}
        </div>
        <LinkButton href={isUuid(site) ? `/portal/certificates?site=${site}` : '/portal/certificates'} download>
          Latest reports as one ZIP
        </LinkButton>
      </div>
      <PortalSearch path={PATH} q={q} keep={{ state, site }} help="Serial, model or address" />
      <nav aria-label="By state" className="-mx-4 overflow-x-auto px-4">
        <ul className="flex gap-1">
          {[
            ['', 'All', all] as const,
            ...Object.keys(COMPLIANCE_WORDS).map(
              (key) => [key, wordFor(COMPLIANCE_WORDS, key), states[key] ?? 0] as const,
            ),
          ]
            .filter(([key, , number]) => key === '' || key === state || number > 0)
            .map(([key, label, number]) => (
              <li key={key}>
                <a
                  data-soft=""
                  href={hrefWith(PATH, params, { state: key, page: null })}
                  aria-current={key === state ? 'true' : undefined}
                  className={`btn whitespace-nowrap ${key === state ? 'btn-secondary font-semibold' : 'btn-quiet'}`}
                >
                  {label} <span className="text-ink-3 tabular-nums">{number}</span>
                </a>
              </li>
            ))}
        </ul>
      </nav>
      <div>
        <PortalDevices devices={rows} today={company.today} label="Assemblies" empty="No assembly is like that." />
        <Pagination path={PATH} params={params} page={page} count={count} shown={rows.length} />
      </div>
    </>
  )
}
