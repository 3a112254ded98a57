import { asReturned, asRows, literal } from './attempt.ts'
import type { Routine, Table, View } from './catalogue.ts'
import { callsOf } from './function-calls.ts'
import { callSql, functionRule } from './function-probes.ts'
import { idsOf, randomIds } from './call-ids.ts'
import type { Probe } from './probe.ts'
import { changeable, columnsOf, insertable, insertSql, q, readable, ruleOf, withAuthor } from './table-sql.ts'
import { type Person, type World } from './world.ts'

/** Members of the victim's, put in a branch where no customer is: what hangs on its customers is not there for them. */
export const ELSEWHERE = ['elsewhere office', 'elsewhere technician'] as const

/** Views whose rows are not customers': a branch sees the whole company's. */
const OF_THE_COMPANY = ['district_list', 'district_rules', 'gauge_list', 'licence_list', 'member_list', 'price_list']

/** What is about the company or the person, whatever branch they work in (a route or a frame names the colleague it is asked for). */
const NOT_ABOUT_CUSTOMERS = [
  'bring_prices',
  'choose_company',
  'correct_own_profile',
  'create_company',
  'day_route',
  'map_frame',
  'renew_calendar_feed',
]

/** Rows of the other branches, read, changed, deleted, and pointed at by a new row. */
export function branchProbes(world: World, table: Table): Probe[] {
  if (table.name === 'files') return branchFiles(world, 'public.files', `kind = 'signature'`)
  if (table.name === 'profiles')
    return branchRows(world, 'people of the portal', 'public.profiles', `role = 'customer'`)
  if (ruleOf(table.name).branch === undefined) return []
  const company = world.company('victim')
  const relation = `public.${q(table.name)}`
  return ELSEWHERE.flatMap((name) => {
    const person = world.person(name)
    const probe = (verb: string, sql: string, answers = false): Probe => ({
      as: person,
      name: `${name} ${verb} ${table.name} of other branches`,
      sql,
      answers,
      expect: 'nothing',
      protects: ['victim'],
    })
    const where = `company_id = ${literal(company.id)}`
    const one = changeable(table)
    return [
      probe('reads', asRows(`select ${readable(table)} from ${relation} where ${where}`), true),
      probe('locks', `select ${readable(table)} from ${relation} where ${where} for update`),
      probe('changes', `update ${relation} set ${one} = ${one} where ${where}`),
      probe(
        'changes and reads',
        asReturned(`update ${relation} set ${one} = ${one} where ${where} returning ${readable(table)}`),
        true,
      ),
      // Without a condition only the policies for changing are asked.
      probe('changes blindly', `update ${relation} set ${q(blindly(table))} = null`),
      probe('deletes', `delete from ${relation} where ${where}`),
      ...pointing(world, table, person, probe),
    ]
  })
}

/** Signatures of customers of other branches, as rows or as stored objects. */
export const branchFiles = (world: World, relation: string, where: string): Probe[] =>
  branchRows(world, 'signatures', relation, where)

const branchRows = (world: World, what: string, relation: string, where: string): Probe[] =>
  ELSEWHERE.map((name) => ({
    as: world.person(name),
    name: `${name} reads ${what} of other branches in ${relation}`,
    sql: `select from ${relation} where ${where}`,
    answers: false,
    expect: 'nothing',
    protects: ['victim'],
  }))

const blindly = (table: Table): string =>
  columnsOf(table, 'update').findLast((column) => ['deleted_at', 'memo'].includes(column)) ??
  changeable(table).replaceAll('"', '')

/** A new row under a customer of another branch; a customer itself is nobody's yet. */
function pointing(world: World, table: Table, person: Person, probe: (verb: string, sql: string) => Probe): Probe[] {
  const fresh = insertable(table, withAuthor(world.freshRow(table, 'victim'), person))
  return [probe('adds to', insertSql(table, fresh))]
}

/** Lists show nothing of other branches. */
export const branchViews = (world: World, view: View): Probe[] =>
  OF_THE_COMPANY.includes(view.name)
    ? []
    : ELSEWHERE.map((name) => ({
        as: world.person(name),
        name: `${name} reads ${view.name}`,
        sql: asRows(`select * from public.${q(view.name)}`),
        answers: true,
        expect: 'nothing',
        protects: ['victim'],
      }))

/** A function that is asked about another branch's rows answers as about rows that never were, and changes nothing. */
export function branchCalls(world: World, routine: Routine): Probe[] {
  const rule = functionRule(routine.name)
  if (rule.may === 'our server' || rule.may === 'anyone' || rule.may === 'operator') return []
  if (NOT_ABOUT_CUSTOMERS.includes(routine.name)) return []
  const own = idsOf(world, 'victim', 'own')
  const foreign = idsOf(world, 'victim', 'foreign')
  return ELSEWHERE.flatMap((name) =>
    callsOf(world, routine)
      .filter((call) => !OF_THE_COMPANY.some((view) => call.name.startsWith(view)))
      .flatMap((call) =>
        [foreign, randomIds()].map(
          (target): Probe => ({
            ...callSql(routine, call.args(own, target)),
            as: world.person(name),
            name: `${name} calls ${routine.name}: ${call.name} (${target.kind} of another branch)`,
            expect: 'clean',
            protects: [],
            group: `${name}/${routine.name}/${call.name}`,
            ids: [...foreign.all, ...target.all],
            writesNothing: true,
            blankNew: true,
            ...(call.before ? { before: call.before(own) } : {}),
          }),
        ),
      ),
  )
}
