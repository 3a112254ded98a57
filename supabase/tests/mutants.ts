import type { Rule } from './lint.ts'
import { TABLES } from './role-matrix.ts'
import { type Catalogue, type Policy, type Routine, tenantKeys, tenantTables } from './catalogue.ts'

/** One way to spoil the database's guard, as the statements that do it. */
export type Mutant = {
  name: string
  statements: string[]
  /** Where probes must notice: a table of public, storage's objects, a view, or a function and all that rests on it. */
  place:
    | { kind: 'table'; name: string }
    | { kind: 'objects'; name: string }
    | { kind: 'view'; name: string }
    | { kind: 'function'; routine: Routine }
    | { kind: 'routine'; name: string }
    | { kind: 'none'; rules: readonly Rule[] }
  /** Rows with shared ids stand in the way of a key over one column. */
  withoutTwin?: boolean
}

const q = (name: string): string => `"${name.replaceAll('"', '""')}"`

/** Each policy dropped, opened, turned round, widened, unwrapped, and asked without its permission. */
export function policyMutants(catalogue: Catalogue): Mutant[] {
  return catalogue.policies.flatMap((policy) => {
    const on = `${q(policy.name)} on ${policy.schema}.${q(policy.table)}`
    const place: Mutant['place'] =
      policy.schema === 'storage' ? { kind: 'objects', name: policy.table } : { kind: 'table', name: policy.table }
    const mutant = (what: string, ...statements: string[]): Mutant => ({
      name: `policy ${on}: ${what}`,
      statements,
      place,
    })
    // The same rows for the same people, so only the catalogue can tell: too slow, or one careless grant away from a leak.
    const alike = (what: string, statement: string): Mutant => ({
      name: `policy ${on}: ${what}`,
      statements: [statement],
      place: { kind: 'none', rules: ['policies'] },
    })
    const clauses = [
      ...(policy.using === null ? [] : [{ word: 'using', text: policy.using }]),
      ...(policy.check === null ? [] : [{ word: 'with check', text: policy.check }]),
    ]
    const unwrapped = (text: string): string =>
      text.replaceAll(/(?<!IN )\( SELECT ((?:private|auth)\.\w+\((?:[^()]|\([^()]*\))*\)) AS \w+\)/g, '$1')
    const freed = (text: string): string =>
      text
        .replaceAll(/private\.auth_company_id\('[^']+'::text\)/g, 'private.auth_company_id()')
        .replaceAll(/private\.may\('[^']+'::text\)/g, 'true')
    const changed = clauses.flatMap(({ word, text }) => [
      mutant(`${word} true`, `alter policy ${on} ${word} (true)`, ...lifted(catalogue, policy)),
      mutant(`${word} negated`, `alter policy ${on} ${word} (not (${text}))`),
      ...(freed(text) === text
        ? []
        : [mutant(`${word} without its permission`, `alter policy ${on} ${word} (${freed(text)})`)]),
      ...(unwrapped(text) === text
        ? []
        : [alike(`${word} unwrapped`, `alter policy ${on} ${word} (${unwrapped(text)})`)]),
    ])
    return [
      mutant('dropped', `drop policy ${on}`, ...lifted(catalogue, policy)),
      alike('for the public', `alter policy ${on} to public`),
      alike('for anon too', `alter policy ${on} to authenticated, anon`),
      ...(policy.check === null
        ? []
        : [mutant('without its check', `drop policy ${on}`, createPolicy(policy, { check: null }))]),
      ...(policy.permissive
        ? []
        : [mutant('permissive', `drop policy ${on}`, createPolicy(policy, { permissive: true }))]),
      ...changed,
    ]
  })
}

/** A missing right would hide a missing policy: what the policy forbids is granted, so that only the policy is left to stop it. */
function lifted(catalogue: Catalogue, policy: Policy): string[] {
  const table = catalogue.tables.find((one) => one.name === policy.table)
  if (policy.schema !== 'public' || table?.tenantKey === undefined) return []
  const column =
    policy.verb === 'update' ? table.tenantKey : policy.verb === 'insert' ? TABLES[table.name]?.onlyOwn : undefined
  return column === undefined ? [] : [`grant ${policy.verb} (${q(column)}) on public.${q(table.name)} to authenticated`]
}

function createPolicy(policy: Policy, change: Partial<Policy>): string {
  const { schema, table, name, permissive, roles, verb, using, check } = { ...policy, ...change }
  return `create policy ${q(name)} on ${schema}.${q(table)} as ${permissive ? 'permissive' : 'restrictive'} for ${verb} to ${roles.join(', ')}
    ${using === null ? '' : `using (${using})`} ${check === null ? '' : `with check (${check})`}`
}

/** Row level security itself switched off; views asking as their owner. */
export function tableMutants(catalogue: Catalogue): Mutant[] {
  return [
    ...catalogue.tables.flatMap(({ name }): Mutant[] => [
      {
        name: `${name}: row level security off`,
        statements: [`alter table public.${q(name)} disable row level security`],
        place: { kind: 'table', name },
      },
      {
        name: `${name}: row level security not forced`,
        statements: [`alter table public.${q(name)} no force row level security`],
        place: { kind: 'none', rules: ['flags'] },
      },
    ]),
    ...catalogue.views.map(
      ({ name }): Mutant => ({
        name: `${name}: asks as its owner`,
        statements: [`alter view public.${q(name)} set (security_invoker = false)`],
        place: { kind: 'view', name },
      }),
    ),
  ]
}

/** Each key inside a company made to forget the company, dropped, or made rigid. */
export function keyMutants(catalogue: Catalogue): Mutant[] {
  return tenantTables(catalogue).flatMap((table) =>
    tenantKeys(table).flatMap((key): Mutant[] => {
      const drop = `alter table public.${q(table.name)} drop constraint ${q(key.name)}`
      const [column, target] = [key.columns[1], key.targetColumns[1]]
      if (column === undefined || target === undefined) return []
      const place: Mutant['place'] = { kind: 'table', name: table.name }
      const add = (columns: string[], targets: string[], more = ''): string =>
        `alter table public.${q(table.name)} add constraint ${q(key.name)} foreign key (${columns.map(q).join(', ')}) references public.${q(key.target)} (${targets.map(q).join(', ')}) ${more}`
      return [
        {
          name: `key ${key.name}: without the company`,
          statements: [
            `alter table public.${q(key.target)} add constraint probe_single unique (${q(target)})`,
            drop,
            add([column], [target], 'deferrable'),
          ],
          place,
          withoutTwin: true,
        },
        { name: `key ${key.name}: dropped`, statements: [drop], place },
        {
          name: `key ${key.name}: rigid`,
          statements: [drop, add(key.columns, key.targetColumns)],
          place: { kind: 'none', rules: ['shapes'] },
        },
      ]
    }),
  )
}

/** Rights somebody might add by mistake. */
export function grantMutants(catalogue: Catalogue): Mutant[] {
  const none: Mutant['place'] = { kind: 'none', rules: ['grants', 'others'] }
  const grant = (text: string, place = none): Mutant => ({ name: text, statements: [text], place })
  return [
    ...catalogue.tables.flatMap((table) => [
      grant(`grant select on public.${q(table.name)} to anon`),
      grant(`grant truncate, references, trigger on public.${q(table.name)} to authenticated`),
      grant(`grant insert, update on public.${q(table.name)} to authenticated`),
      grant(`grant select on public.${q(table.name)} to service_role`),
      ...(table.columns.some((column) => column.name === 'company_id')
        ? [
            grant(`grant update (company_id) on public.${q(table.name)} to authenticated`, {
              kind: 'none',
              rules: ['shapes'],
            }),
          ]
        : []),
      ...(table.columns.some((column) => column.name === 'deleted_at') || table.name === 'test_records'
        ? [grant(`grant delete on public.${q(table.name)} to authenticated`)]
        : []),
    ]),
    grant('grant select on private.outbox to authenticated'),
    grant('grant select on private.jobs to service_role'),
    grant('grant create on schema public to authenticated'),
    grant('grant usage on schema private to public'),
    grant('alter default privileges for role postgres in schema public grant select on tables to anon'),
    grant('alter default privileges for role postgres in schema public grant execute on functions to authenticated'),
  ]
}

const COMPANY =
  /(?:\b\w+\.)?\bcompany_id = (?:v_company|p_company_id|\(select private\.auth_company_id\(\)\)|private\.auth_company_id\(\)|v_\w+\.company_id|\w+\.company_id|\w+\.id)\b(?!\s*\()/g
const OWN_COMPANY =
  /(?:\b\w+\.)?\bid = (?:v_company|p_company_id|\(select private\.auth_company_id\(\)\)|v_\w+\.company_id|[a-z]+\.company_id)/g

/** Definer functions without a company filter, a permission, the read-only check, the session; found by everybody or anywhere. */
export function functionMutants(catalogue: Catalogue): Mutant[] {
  return catalogue.routines
    .filter((routine) => routine.schema === 'private')
    .flatMap((routine) => {
      const place: Mutant['place'] = { kind: 'function', routine }
      const name = `${routine.name}(${routine.arguments.map((one) => one.type).join(', ')})`
      const cut = (what: string, pattern: RegExp, replacement: string): Mutant[] =>
        [...routine.definition.matchAll(pattern)].map((match, index) => ({
          name: `function ${name}: ${what} ${index + 1} [${lineOf(routine.definition, match.index)}]`,
          statements: [
            routine.definition.slice(0, match.index) +
              match[0].replace(pattern, replacement) +
              routine.definition.slice(match.index + match[0].length),
          ],
          place,
        }))
      const rights: Mutant[] = [
        {
          name: `function ${name}: for everybody`,
          statements: [`grant execute on function ${routine.signature} to public`],
          place: { kind: 'routine', name: routine.name },
        },
        {
          name: `function ${name}: without search_path`,
          statements: [`alter function ${routine.signature} reset search_path`],
          place: { kind: 'routine', name: routine.name },
        },
      ]
      if (!routine.definer) return rights
      return [
        ...rights,
        ...cut('without its company', COMPANY, 'true'),
        ...cut('without its own company', OWN_COMPANY, 'true'),
        ...cut(
          'without its permission',
          /private\.require_permission\('[^']+'(?:::text)?(?:, \w+)?\)/g,
          'private.auth_company_id()',
        ),
        ...cut('open when read-only', /(private\.require_permission\('[^']+'(?:::text)?)\)/g, '$1, false)'),
        ...cut(
          'without the session',
          /\n\s*join auth\.sessions s on s\.user_id = m\.user_id and s\.id = [^\n]+::uuid/g,
          '',
        ),
        ...cut(
          'without the session',
          /exists \(\s*select 1 from auth\.sessions s where [^\n]+?s\.user_id = \w\.\w+\s*\)/g,
          'true',
        ),
        ...cut('with removed members', / and (?:p\.)?removed_at is null/g, ''),
        ...cut('with erased companies', / and c\.erased_at is null/g, ''),
        ...(routine.name === 'revoke_support'
          ? []
          : cut('with ended grants', / and g\.(?:revoked_at is null|ends_at > (?:statement_timestamp|now)\(\))/g, '')),
        ...cut('for any role', /not private\.may\('[^']+'\)/g, 'false'),
      ]
    })
}

const lineOf = (text: string, index: number): string =>
  text
    .slice(text.lastIndexOf('\n', index) + 1, (text.indexOf('\n', index) + text.length) % text.length || undefined)
    .trim()
    .slice(0, 110)
