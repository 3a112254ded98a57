import type { ReadingsRow } from '../backflow/readings.ts'
import type { CleanCustomer, CleanLocation, CleanRow, CleanStage, CleanTest, JsonScalar } from './clean-row-types.ts'
import type { Facts } from './fact-store.ts'
import { makerKey } from './keys.ts'

type Fact = readonly [path: string, value: JsonScalar]

function flat(front: string, value: Readonly<Record<string, JsonScalar>>): Fact[] {
  return Object.entries(value).map(([key, inner]) => [`${front}.${key}`, inner])
}

/** The facts of a customer or a location. */
export function partyFacts(front: 'customer' | 'location', party: CleanCustomer | CleanLocation): Facts {
  return flat(front, { ...party })
}

/** Where facts that are compared but not reported stand among a device's. */
const HIDDEN = { id: 0, place: 1, maker: 2 } as const

/** The facts of a row of assemblies, led by its id in the old system, its place and its maker's key. */
export function deviceFacts({ customer, location, device, keys }: CleanRow): {
  shape: string
  facts: Facts
  hidden: typeof HIDDEN
} {
  const lead: Fact[] = [
    ['', device?.external_id ?? null],
    ['', keys.location],
    ['', makerKey(device?.manufacturer ?? null)],
  ]
  const facts = [
    ...lead,
    ...flat('device', { ...device }),
    ...flat('customer', { ...customer }),
    ...flat('location', { ...location }),
  ]
  return { shape: `${customer === null}${location === null}`, facts, hidden: HIDDEN }
}

/** The facts of a past test, without what we recomputed. */
export function testFacts(test: CleanTest): { shape: string; facts: Facts } {
  const { initial, final, recomputed: _, ...own } = test
  const facts = [
    ...flat('test', own),
    ...stageFacts('test.initial', initial),
    ...(final ? stageFacts('test.final', final) : []),
  ]
  return { shape: `${initial.bypass === null}${final === null}${final?.bypass == null}`, facts }
}

function stageFacts(front: string, { main, bypass }: CleanStage): Fact[] {
  return [...blockFacts(`${front}.main`, main), ...(bypass ? blockFacts(`${front}.bypass`, bypass) : [])]
}

function blockFacts(front: string, row: ReadingsRow): Fact[] {
  return flat(front, { ...row })
}
