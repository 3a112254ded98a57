import type { Sql } from 'postgres'
import { type Policy, readRoutines, type Routine } from './catalogue.ts'
import type { Flaw } from './lint-flaw.ts'
import { type Owned, unfiltered } from './source-lint.ts'

/** The only functions people without a sign-in may call; `refuse` just raises. */
export const FOR_ANYBODY = [
  'private.calendar_feed(text)',
  'private.open_quote(text)',
  'public.open_quote(text)',
  'private.begin_card_payment(text)',
  'private.open_invoice(text)',
  'public.begin_card_payment(text)',
  'public.open_invoice(text)',
  'private.peek_invitation(text)',
  'private.peek_portal_invitation(text)',
  'private.refuse(text,text)',
  'private.verify_report(text)',
  'public.calendar_feed(text)',
  'public.peek_invitation(text)',
  'public.peek_portal_invitation(text)',
  'public.verify_report(text)',
]

const nameOf = (routine: Routine): string =>
  routine.signature.includes('.') ? routine.signature : `${routine.schema}.${routine.signature}`

export function functionFlaws(routines: Routine[], policies: Policy[]): Flaw[] {
  const texts = [
    ...routines.map((one) => one.source),
    ...policies.map((one) => `${one.using ?? ''} ${one.check ?? ''}`),
  ]
  const flaws = routines.flatMap((routine) => {
    const found = routineFlaws(routine)
    const must = (holds: boolean, what: string): void => void (holds || found.push({ object: nameOf(routine), what }))
    const needed =
      texts.some((text) => text.includes(`private.${routine.name}(`)) || OUTSIDE_FUNCTIONS.has(routine.name)
    must(
      routine.schema !== 'private' || !routine.authenticated || needed,
      'may be called by everybody and is used by nothing',
    )
    return found
  })
  const open = routines.filter((routine) => routine.anon).map(nameOf)
  return [
    ...flaws,
    ...FOR_ANYBODY.filter((name) => !open.includes(name)).map((object) => ({
      object,
      what: 'is to be called without a sign-in and cannot be',
    })),
  ]
}

function routineFlaws(routine: Routine): Flaw[] {
  const found: Flaw[] = []
  const must = (holds: boolean, what: string): void => void (holds || found.push({ object: nameOf(routine), what }))
  must(
    routine.schema === 'private' || !routine.definer,
    'runs with its owner’s rights and can be called through the API',
  )
  must(routine.settings.includes('search_path=""'), 'has no empty search_path')
  must(!routine.everybody, 'can be called by everybody there is')
  must(!routine.anon || FOR_ANYBODY.includes(nameOf(routine)), 'can be called without a sign-in')
  must(
    !routine.trigger || !(routine.anon || routine.authenticated || routine.service),
    'is a trigger’s and can be called',
  )
  return found
}

/** The rules for one function alone: what hundreds of mutants of functions are first asked. */
export async function lintRoutine(sql: Sql, name: string): Promise<Flaw[]> {
  const routines = await readRoutines(sql, name)
  return [...routines.flatMap(routineFlaws), ...unfiltered(routines, await ownedRelations(sql))]
}

/** Used by views, column defaults and `npm run bench`, which the search above does not read. */
const OUTSIDE_FUNCTIONS = new Set([
  'company_today',
  'due_soon_days',
  'auth_profile_id',
  'search_device_numbers',
  'audit_names',
  'report_due_on',
])

export async function ownedRelations(sql: Sql): Promise<Owned> {
  const rows = await sql<{ name: string }[]>`
    select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'company_id' and not a.attisdropped
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v')`
  return new Map([['companies', 'id'], ...rows.map((row) => [row.name, 'company_id'] as const)] as const)
}
