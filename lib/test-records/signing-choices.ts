/** Which licence and gauge a test is signed with, and what stands against them on its day. DOMAIN 1.5. */
import type { AssemblyType } from '../backflow/assembly.ts'
import { defaultSigningRules, type SigningBlock, signingBlocks } from '../backflow/blocking.ts'
import { addMonths, type Day } from '../dates.ts'
import type { TestForm } from './queries.ts'

export type LicenceChoice = TestForm['licences'][number]
export type GaugeChoice = TestForm['gauges'][number]

/** The person's own licence that counts on the day: the one valid longest; else any of his own. Null when he has none. */
export function defaultLicence(licences: readonly LicenceChoice[], profileId: string, day: Day): LicenceChoice | null {
  const own = licences.filter((licence) => licence.profile_id === profileId)
  return own.find((licence) => licence.expires_on >= day && (licence.issued_on ?? '') <= day) ?? own[0] ?? null
}

/** The gauge assigned to the person, in date rather than not; else the one he used last; else the only one there is. */
export function defaultGauge(gauges: readonly GaugeChoice[], day: Day): GaugeChoice | null {
  const mine = gauges.filter((gauge) => gauge.mine)
  const assigned = mine.find((gauge) => inDate(gauge, day)) ?? mine[0]
  return assigned ?? gauges.find((gauge) => gauge.used_last) ?? (gauges.length === 1 ? (gauges[0] ?? null) : null)
}

/** The last day the gauge's latest accuracy check before a day holds; null when there was none. */
export function validThrough(gauge: GaugeChoice, day: Day): Day | null {
  const last = gauge.calibrations.find((calibrated) => calibrated <= day)
  return last === undefined ? null : addMonths(last, gauge.interval_months)
}

/** True when the gauge's accuracy check held on the day. */
export function inDate(gauge: GaugeChoice, day: Day): boolean {
  const through = validThrough(gauge, day)
  return through !== null && through >= day
}

/** What blocks or warns on the test date, as the matrix says; the database asks again. */
export function blocksOnDay(about: {
  type: AssemblyType
  testedOn: Day
  state: string | null
  licence: LicenceChoice | null
  gauge: GaugeChoice | null
  nonPotable: boolean
  use: string | null
  repaired: boolean
  removed: boolean
}): SigningBlock[] {
  const { licence, gauge } = about
  const blocks = signingBlocks(
    {
      testDate: about.testedOn,
      type: about.type,
      state: about.state,
      certs: (licence?.scopes ?? []).map((scope) => ({
        number: licence?.number ?? '',
        scope: scope === 'repair' ? 'repair' : scope,
        issuedOn: licence?.issued_on ?? null,
        expiresOn: licence?.expires_on ?? null,
        states: licence?.states ?? [],
      })),
      gauge: gauge && {
        lastCalDate: gauge.calibrations[0] ?? null,
        earlierCalDates: gauge.calibrations.slice(1),
        intervalMonths: gauge.interval_months,
        waterClass: gauge.water_class,
      },
      waterSupplyPotable: !about.nonPotable,
      fireLine: about.use === 'fire',
      repaired: about.repaired,
      registeredWithDistrict: null,
      districtRules: defaultSigningRules(about.state),
    },
    'sign',
  )
  // An accuracy check after the test proves nothing for its day: the database asks for one before it.
  const strict = blocks.map(
    (block): SigningBlock =>
      block.code === 'gauge_checked_after_test' ? { ...block, severity: 'block', overridable: true } : block,
  )
  return about.removed ? strict.filter(({ code }) => !code.startsWith('gauge')) : strict
}
