import { asRows, literal } from './attempt.ts'
import type { Routine } from './catalogue.ts'
import { type Call, callsOf } from './function-calls.ts'
import { type Ids, idsOf, NO_IDS, randomIds } from './call-ids.ts'
import type { Probe } from './probe.ts'
import { FUNCTIONS, type FunctionRule, isPermission, may } from './role-matrix.ts'
import { LAPSED, MEMBERS, OUTSIDERS, preyOf } from './table-sql.ts'
import { COMPANIES, type CompanyName, OPERATORS, type Person, type World } from './world.ts'
import type { Json } from './world-examples.ts'

export function functionRule(name: string): FunctionRule {
  const rule = FUNCTIONS[name]
  if (!rule)
    throw new Error(
      `Function public.${name} is not in the matrix: enter who may call it in FUNCTIONS of supabase/tests/role-matrix.ts.`,
    )
  return rule
}

/** The functions the API offers. */
export const offered = (world: World): Routine[] =>
  world.catalogue.routines.filter((routine) => routine.schema === 'public' && !routine.trigger)

/** The call as SQL; arguments are read by the types the function declares. */
export function callSql(routine: Routine, args: Record<string, Json>): Pick<Probe, 'sql' | 'answers'> {
  const unknown = Object.keys(args).find((name) => !routine.arguments.some((one) => one.name === name))
  if (unknown !== undefined)
    throw new Error(
      `public.${routine.name} has no argument ${unknown}: correct its call in supabase/tests/function-calls.ts.`,
    )
  const given = routine.arguments
    .filter((one) => one.name in args)
    .map((one) => `${one.name} => ${argument(args[one.name], one.type)}`)
  const call = `public.${routine.name}(${given.join(', ')})`
  return routine.returns === 'void'
    ? { sql: `select ${call}`, answers: false }
    : {
        sql: asRows(
          `select * from ${call} as found (answer)`.replace(
            routine.returns === 'record' || routine.returnsSet ? ' as found (answer)' : '',
            '',
          ),
        ),
        answers: true,
      }
}

function argument(value: Json | undefined, type: string): string {
  if (type.endsWith('[]') && Array.isArray(value)) return `array[${value.map(literal).join(', ')}]::${type}`
  return `${literal(value)}::${type}`
}

const isOperator = (person: Person): boolean => OPERATORS.some((name) => name === person.name)
const everybodyBut = (own: CompanyName | null): CompanyName[] => COMPANIES.filter((name) => name !== own)

/** Outsiders call the function with foreign ids, random ones and none: nothing foreign answers or changes, and all look alike. */
export function outsiderCalls(world: World, routine: Routine, names: readonly string[] = OUTSIDERS): Probe[] {
  const rule = functionRule(routine.name)
  return [...names, ...(rule.may === 'a customer' ? ['rival customer'] : [])].flatMap((name) => {
    const person = world.person(name)
    if (name === 'manager of two' && ABOUT_MEMBERSHIP.has(routine.name)) return []
    // The desk is about all companies: supabase/tests/support.test.ts says what it may do to them.
    if (rule.may === 'operator' && isOperator(person)) return []
    const own = person.company === null ? randomIds() : idsOf(world, person.company, 'own')
    const prey = idsOf(world, preyOf(person), 'foreign')
    return callsOf(world, routine)
      .filter((call) => call.before === undefined)
      .flatMap((call) =>
        [prey, randomIds(), NO_IDS].map(
          (target): Probe => ({
            ...callSql(routine, asOneCompany(name, call.args(own, target))),
            as: person,
            name: `${name} calls ${routine.name}: ${call.name} (${target.kind})`,
            protects: everybodyBut(FORMER.has(name) ? null : person.company),
            ...outsiderExpectation(rule, person),
            ...(target.kind === 'null'
              ? {}
              : { group: `${name}/${routine.name}/${call.name}`, ids: target.all, blankNew: true }),
          }),
        ),
      )
  })
}

function outsiderExpectation(rule: FunctionRule, person: Person): Pick<Probe, 'expect' | 'codes'> {
  if (rule.may === 'anyone') return { expect: 'clean' }
  if (rule.may === 'our server' || person.role === 'anon') return { expect: 'refused', codes: ['42501'] }
  const member = person.company !== null && !FORMER.has(person.name)
  if (rule.may === 'operator') return { expect: 'refused', codes: ['not_allowed'] }
  if (rule.may === 'signed in' || rule.silent) return { expect: 'clean' }
  if (rule.may === 'a customer' && person.profileRole !== 'customer')
    return { expect: 'refused', codes: [member ? 'not_allowed' : 'not_signed_in'] }
  return member ? { expect: 'clean' } : { expect: 'refused', codes: ['not_signed_in'] }
}

/** The people of a company call it with their own ids: as the matrix says, and in a lapsed company only what reads. */
export function memberCalls(world: World, routine: Routine): Probe[] {
  const rule = functionRule(routine.name)
  return [...MEMBERS, ...LAPSED].flatMap((name) => {
    const person = world.person(name)
    if (person.company === null || (rule.may === 'operator' && isOperator(person))) return []
    const own = idsOf(world, person.company, 'own')
    return callsOf(world, routine).map(
      (call): Probe => ({
        ...callSql(routine, call.args(own, own)),
        ...arranged(call, own),
        as: person,
        name: `${name} calls ${routine.name}: ${call.name} (own)`,
        protects: everybodyBut(person.company),
        ...memberExpectation(rule, person, call),
      }),
    )
  })
}

function memberExpectation(
  rule: FunctionRule,
  person: Person,
  call: Call,
): Pick<Probe, 'expect' | 'codes' | 'writesNothing'> {
  if (rule.may === 'our server') return { expect: 'refused', codes: ['42501'] }
  if (rule.may === 'operator') return { expect: 'refused', codes: ['not_allowed'], writesNothing: true }
  if (rule.may === 'a customer') {
    if (person.profileRole !== 'customer') return { expect: 'refused', codes: ['not_allowed'], writesNothing: true }
    if (person.company === 'lapsed' && rule.writes && rule.openInGrace === undefined)
      return { expect: 'refused', codes: ['company_not_working'], writesNothing: true }
    return { expect: call.runs ? 'works' : 'let in' }
  }
  const allowed = !isPermission(rule.may) || may(person.profileRole, rule.may)
  if (!allowed)
    return rule.silent ? { expect: 'nothing' } : { expect: 'refused', codes: ['not_allowed'], writesNothing: true }
  if (person.profileRole === 'support' && rule.writes && isPermission(rule.may))
    return { expect: 'refused', codes: ['support_only_reads'], writesNothing: true }
  const lapsed = person.company === 'lapsed'
  if (lapsed && rule.writes && rule.openInGrace === undefined)
    return { expect: 'refused', codes: ['company_read_only'], writesNothing: true }
  return { expect: call.runs && person.profileRole === 'company_admin' ? 'works' : 'let in' }
}

/** The twin's ids are the victim's too: called with them, the twin's rows alone answer and change. */
export function twinCalls(world: World, routine: Routine): Probe[] {
  const rule = functionRule(routine.name)
  if (rule.may === 'our server' || rule.may === 'operator') return []
  const person = world.person(
    rule.may === 'a customer' || ABOUT_CUSTOMERS.has(routine.name) ? 'twin customer' : 'twin admin',
  )
  const own = idsOf(world, 'twin', 'own')
  return callsOf(world, routine).map(
    (call): Probe => ({
      ...callSql(routine, call.args(own, own)),
      ...arranged(call, own),
      as: person,
      name: `${person.name} calls ${routine.name}: ${call.name}`,
      protects: everybodyBut('twin'),
      expect: call.runs ? 'works' : 'let in',
    }),
  )
}

/** Our server works for one company at a time: with a foreign id, and with ids two companies share. */
export function serverCalls(world: World, routine: Routine): Probe[] {
  if (functionRule(routine.name).may !== 'our server') return []
  const person = world.person('our server')
  const rival = idsOf(world, 'rival', 'own')
  const twin = idsOf(world, 'twin', 'own')
  return callsOf(world, routine).flatMap((call): Probe[] => [
    ...[idsOf(world, 'victim', 'foreign'), randomIds()].map(
      (target): Probe => ({
        ...callSql(routine, call.args(rival, target)),
        as: person,
        name: `our server calls ${routine.name} for a rival: ${call.name} (${target.kind})`,
        protects: BY_ID_ALONE[routine.name] === undefined ? everybodyBut('rival') : [],
        expect: 'clean',
        ...(BY_ID_ALONE[routine.name] === undefined
          ? { group: `server/${routine.name}/${call.name}`, ids: target.all, blankNew: true }
          : {}),
      }),
    ),
    {
      ...callSql(routine, call.args(twin, twin)),
      ...arranged(call, twin),
      as: person,
      name: `our server calls ${routine.name} for the twin: ${call.name}`,
      protects: BY_ID_ALONE[routine.name] === undefined ? everybodyBut('twin') : [],
      expect: call.runs ? 'works' : 'clean',
    },
    {
      ...callSql(routine, call.args(rival, rival)),
      ...arranged(call, rival),
      as: person,
      name: `our server calls ${routine.name}: ${call.name} (own)`,
      protects: BY_ID_ALONE[routine.name] === undefined ? everybodyBut('rival') : [],
      expect: call.runs ? 'works' : 'clean',
    },
  ])
}

/** Whose company is no longer theirs. */
export const FORMER = new Set(['removed admin', 'signed-out admin', 'erased admin'])

/** They tell a person of all their companies, so that a manager of two rightly hears of the other one. */
const ABOUT_MEMBERSHIP = new Set(['my_context', 'choose_company', 'portal_me', 'enter_portal'])

/** A list with its page's frame tells a person of all their companies too: a manager of two asks without the frame. */
function asOneCompany(name: string, args: Record<string, Json>): Record<string, Json> {
  const { p_page: page, ...rest } = args
  return name === 'manager of two' || page === undefined ? rest : args
}

/** Anybody may ask them; what they do, they do for a customer. */
const ABOUT_CUSTOMERS = new Set(['portal_me', 'enter_portal'])

/** Functions of our server that are given no company, and why nobody can use them to reach across. */
export const BY_ID_ALONE: Record<string, string> = {
  portal_knows: 'asked with an address somebody typed; the answer goes to nobody but decides whether mail is sent',
  purge_restricted: 'the daily job over all companies; only customers whose last rule has ended go',
  send_contact_message: 'a letter to us, of no company',
  purge_contact_messages: 'letters to us whose days are over, of no company',
  queue_policy_notices: 'tells everybody who has an account; it answers how many',
  list_outbox: 'the local outbox page shows all mail there is; it exists under the embedded stack only',
  check_erasure: 'the sweep’s own look at what is left of a company; it answers counts',
  stripe_customer_of: 'our server asks before it erases a company; it answers an id of Stripe’s',
  queue_stripe_reread: 'queues one job for all companies',
  stripe_to_reread: 'the nightly look at Stripe goes through all customers',
  check_audit: 'npm run verify-audit goes through all companies; it answers counts and the number of an entry',
  close_again: 'the operator’s way back after a restored backup; only a clock that ran out already is taken',
  companies_to_erase: 'the sweep’s list of all whose grace has expired',
  ended_trials: 'the daily run’s list of all whose trial is over',
  end_trial: 'the sweep works through all companies; what may happen to each is decided inside',
  expire_photos: 'the daily run works through all companies; it takes what each company’s own setting says',
  finish_erasure: 'the sweep works through all companies; without a certificate it does nothing',
  sweep_company: 'the sweep works through all companies; three layers inside decide about each',
  finish_staging: 'the id comes from the job our own database made',
  open_import: 'the id comes from the job our own database made',
  refuse_import: 'the id comes from the job our own database made',
  set_import_header: 'the id comes from the job our own database made',
  stage_import_rows: 'the id comes from the job our own database made',
  types_of_serials: 'the id comes from the job our own database made',
}

const arranged = (call: Call, own: Ids): Pick<Probe, 'before'> => (call.before ? { before: call.before(own) } : {})

/** What another company’s people and our server may try with one function; its own people stand in memberCalls(). */
export const functionProbes = (world: World, routine: Routine, names: readonly string[] = OUTSIDERS): Probe[] => [
  ...outsiderCalls(world, routine, names),
  ...twinCalls(world, routine),
  ...serverCalls(world, routine),
]
