import type { ReservedSql, Sql } from 'postgres'
import { attempt, type Outcome, type Try } from './attempt.ts'
import type { Company, CompanyName, World } from './world.ts'

/**
 * What a statement must come to.
 * nothing: refused, or no rows and no effect. clean: may answer, but nothing of the forbidden company.
 * one: exactly one row. some: at least one. works: no error.
 * let in: not refused for who is asking. refused: an error our code or the rights of the roles raise.
 */
export type Expectation = 'nothing' | 'clean' | 'one' | 'some' | 'works' | 'refused' | 'let in'

export type Probe = Try & {
  name: string
  expect: Expectation
  /** Companies whose rows may neither be seen nor change. */
  protects: readonly CompanyName[]
  /** Probes of one group ask the same about a foreign id and a random one: the answers must be equal but for the ids. */
  group?: string
  /** What to blank before answers of a group are compared. */
  ids?: string[]
  /** Ids and instants made by the call itself are blanked too. */
  blankNew?: boolean
  /** Also kept from changing anything at all. */
  writesNothing?: boolean
  /** The very refusals that are right; any of our own and PostgreSQL's refusals when left out. */
  codes?: string[]
}

export type Finding = { probe: string; what: string }

/** Refusals a person may meet; anything else means the probe itself is broken and proves nothing. */
const REFUSALS = new Set(['42501', 'FT001', '23503', '23502', '23505', '23514'])

/** Refusals that say: not you, or not now. */
const DENIALS = new Set(['not_signed_in', 'not_allowed', 'company_read_only'])

/** Runs the probes on the connection and says which promises were broken; `watch` adds what changed (superuser only). */
export async function runProbes(
  sql: ReservedSql | Sql,
  world: World,
  probes: Probe[],
  watch: string | null = null,
): Promise<Finding[]> {
  const outcomes = await attempt(sql, probes, watch)
  return judge(world, probes, outcomes)
}

export function judge(world: World, probes: Probe[], outcomes: Outcome[]): Finding[] {
  const findings: Finding[] = []
  const groups = new Map<string, { probe: Probe; answer: string }>()
  for (const [index, probe] of probes.entries()) {
    const outcome = outcomes[index]
    if (!outcome) {
      findings.push({ probe: probe.name, what: 'was not answered' })
      continue
    }
    const what = broken(world, probe, outcome)
    if (what !== undefined) findings.push({ probe: probe.name, what })
    if (probe.group === undefined) continue
    const answer = answerOf(outcome, probe.ids ?? [], probe.blankNew)
    const first = groups.get(probe.group)
    if (!first) groups.set(probe.group, { probe, answer })
    else if (first.answer !== answer) {
      findings.push({
        probe: probe.name,
        what: `answers ${answer} where "${first.probe.name}" answers ${first.answer}`,
      })
    }
  }
  return findings
}

/** The answer without the ids that were asked for. */
export function answerOf(outcome: Outcome, ids: string[], blankNew = false): string {
  const { code, message, detail, constraint, count, rows } = outcome
  let text = JSON.stringify({ code, message, detail, constraint, count, rows })
  if (blankNew) text = text.replaceAll(ANY_ID, '<id>').replaceAll(ANY_INSTANT, '<instant>')
  for (const id of ids) if (!blankNew || !ONE_ID.test(id)) text = text.replaceAll(id, '<id>')
  return text
}

const ANY_ID = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g
const ONE_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const ANY_INSTANT = /\d{4}-\d{2}-\d{2}T[\d:.+Z-]+/g

function broken(world: World, probe: Probe, outcome: Outcome): string | undefined {
  const said = outcome.code === null ? '' : `${outcome.code} ${outcome.message ?? ''}`
  const text = JSON.stringify([outcome.rows, outcome.message, outcome.detail])
  for (const name of probe.protects) {
    const trace = traceOf(world.company(name), probe, outcome, text)
    if (trace !== undefined) return `${trace} of ${name}`
  }
  if (probe.writesNothing && outcome.changed.length > 0) return `changed ${named(world, outcome.changed)}`
  if (outcome.code !== null && !REFUSALS.has(outcome.code) && !probe.codes?.includes(outcome.code))
    return `broken probe or fault: ${said}`
  if (
    probe.codes &&
    outcome.code !== null &&
    !probe.codes.includes(outcome.code) &&
    !probe.codes.includes(outcome.message ?? '')
  ) {
    return `was refused as ${said}, not as ${probe.codes.join(' or ')}`
  }
  switch (probe.expect) {
    case 'nothing':
      return outcome.code === null && outcome.count > 0 ? `reached ${outcome.count} rows` : undefined
    case 'refused':
      return outcome.code === null ? 'was not refused' : undefined
    case 'one':
      return outcome.code !== null || outcome.count !== 1 ? `reached ${outcome.count} rows ${said}` : undefined
    case 'some':
      return outcome.code !== null || outcome.count < 1 ? `reached ${outcome.count} rows ${said}` : undefined
    case 'works':
      return outcome.code !== null ? `was refused: ${said} ${outcome.detail ?? ''}` : undefined
    case 'let in':
      return outcome.code === '42501' || DENIALS.has(outcome.message ?? '') ? `was not let in: ${said}` : undefined
    case 'clean':
      return undefined
  }
}

function traceOf(company: Company, probe: Probe, outcome: Outcome, text: string): string | undefined {
  if (outcome.changed.some((place) => place.endsWith(company.id))) return `changed ${outcome.changed.join(', ')}`
  if (text.includes(company.canary)) return `shows words ${text.slice(0, 300)}`
  // An id of the company may stand in the answer only because it was asked for.
  if (text.includes(company.id) && !(outcome.rows === null && probe.sql.includes(company.id)))
    return `shows the id ${text.slice(0, 300)}`
  return undefined
}

function named(world: World, places: string[]): string {
  const names = [...world.companies.values()].reduce(
    (text, company) => text.replaceAll(company.id, company.name),
    places.join(', '),
  )
  return names
}
