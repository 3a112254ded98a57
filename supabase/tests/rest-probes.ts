import { randomUUID } from 'node:crypto'
import { type Table, tenantKeys, type View } from './catalogue.ts'
import { rest } from './harness.ts'
import type { Finding } from './probe.ts'
import { insertable, preyOf, targetsOf } from './table-sql.ts'
import { type CompanyName, idOf, type Person, type World } from './world.ts'
import { type Json, textOf } from './world-examples.ts'
import type { Row } from './world-rows.ts'

/** One request to the API that must reach nothing of the prey. */
export type Request = {
  name: string
  as: Person
  method: 'get' | 'post' | 'patch' | 'delete' | 'put'
  path: string
  body?: Json
  headers?: Record<string, string>
  prey: CompanyName
  /** `clean` may answer rows, but nobody else's; `nothing` answers none; `refused` is an error. */
  expect: 'nothing' | 'clean' | 'refused'
  group?: string
  ids?: string[]
}

const REPRESENTATION = { prefer: 'return=representation' }

/** What a stranger's token can try on a table through the gateway: filters, writes, upserts, embeds. */
export function tableRequests(world: World, table: Table, names: readonly string[]): Request[] {
  return names.flatMap((name) => {
    const person = world.person(name)
    const prey = preyOf(person)
    const company = world.company(prey)
    const tenantKey = table.tenantKey ?? 'company_id'
    const readable = table.columns.filter((column) => column.select).map((column) => column.name)
    const select = `select=${(readable.length > 0 ? readable : [tenantKey]).join(',')}`
    const one =
      table.columns.find((column) => column.update)?.name ??
      table.columns.find((column) => !table.primaryKey.includes(column.name))?.name ??
      tenantKey
    const value = company.rows.get(table.name)?.[0]?.[one] ?? null
    const base = { as: person, prey }
    const requests: Request[] = [
      {
        ...base,
        name: `${name} GET all ${table.name}`,
        method: 'get',
        path: `${table.name}?${select}&limit=50`,
        expect: 'clean',
      },
      {
        ...base,
        name: `${name} GET counted ${table.name}`,
        method: 'get',
        path: `${table.name}?${select}&${tenantKey}=eq.${company.id}`,
        headers: { prefer: 'count=exact' },
        expect: 'nothing',
      },
      {
        ...base,
        name: `${name} GET negated ${table.name}`,
        method: 'get',
        path: `${table.name}?${select}&${tenantKey}=not.eq.${randomUUID()}&limit=50`,
        expect: 'clean',
      },
      ...embeds(table, select).map(
        (path, index): Request => ({
          ...base,
          name: `${name} GET embedded ${table.name} ${index}`,
          method: 'get',
          path,
          expect: 'clean',
        }),
      ),
    ]
    for (const target of targetsOf(world, table, prey)) {
      if (target.kind === 'null') continue
      const filter = [
        `${tenantKey}=eq.${target.companyId}`,
        ...Object.entries(target.key).map(([column, key]) => `${column}=eq.${encodeURIComponent(textOf(key))}`),
      ].join('&')
      const fresh = insertable(table, { ...world.freshRow(table, prey), ...target.key, [tenantKey]: target.companyId })
      const of = (verb: string) => ({
        ...base,
        name: `${name} ${verb} ${table.name} (${target.kind})`,
        expect: 'nothing' as const,
        group: `${name}/${table.name}/${verb}`,
        ids: [...target.ids, ...created(fresh)],
      })
      requests.push(
        { ...of('GET'), method: 'get', path: `${table.name}?${select}&${filter}` },
        {
          ...of('PATCH'),
          method: 'patch',
          path: `${table.name}?${filter}`,
          body: { [one]: value },
          headers: REPRESENTATION,
        },
        { ...of('PATCH quietly'), method: 'patch', path: `${table.name}?${filter}`, body: { [one]: value } },
        { ...of('DELETE'), method: 'delete', path: `${table.name}?${filter}`, headers: REPRESENTATION },
        { ...of('POST'), method: 'post', path: table.name, body: fresh, expect: 'refused' },
        {
          ...of('POST and read'),
          method: 'post',
          path: `${table.name}?${select}`,
          body: fresh,
          headers: REPRESENTATION,
          expect: 'refused',
        },
        {
          ...of('UPSERT'),
          method: 'post',
          path: table.name,
          body: [fresh],
          headers: { prefer: 'resolution=merge-duplicates' },
          expect: 'refused',
        },
        {
          ...of('UPSERT ignoring'),
          method: 'post',
          path: table.name,
          body: [fresh],
          headers: { prefer: 'resolution=ignore-duplicates,return=representation' },
          expect: 'refused',
        },
        { ...of('PUT'), method: 'put', path: `${table.name}?${filter}`, body: fresh, expect: 'refused' },
      )
      if (person.company !== null && person.company !== prey)
        requests.push(...ownRowRequests(world, table, person, target.kind, target.companyId, of))
    }
    return requests
  })
}

/** An own row moved over, or pointed across. */
function ownRowRequests(
  world: World,
  table: Table,
  person: Person,
  kind: 'foreign' | 'random',
  companyId: string | null,
  of: (verb: string) => Omit<Request, 'method' | 'path'>,
): Request[] {
  if (person.company === null) return []
  const own = world.company(person.company)
  const tenantKey = table.tenantKey ?? 'company_id'
  const requests: Request[] = [
    {
      ...of('PATCH over'),
      method: 'patch',
      path: `${table.name}?${tenantKey}=eq.${own.id}`,
      body: { [tenantKey]: companyId },
      headers: REPRESENTATION,
    },
  ]
  for (const key of tenantKeys(table)) {
    const column = key.columns[1]
    if (column === undefined) continue
    const pointed = kind === 'random' ? randomUUID() : idOf(world.company(preyOf(person)), key.target)
    const row = insertable(table, world.freshRow(table, person.company))
    const body = { ...row, ...('created_by' in row ? { created_by: person.profileId } : {}), [column]: pointed }
    const probe = (verb: string): Omit<Request, 'method' | 'path'> => ({
      ...of(verb),
      ids: [...(of(verb).ids ?? []), pointed, ...created(row)],
    })
    requests.push({ ...probe(`POST ${column} across in`), method: 'post', path: table.name, body, expect: 'refused' })
  }
  return requests
}

const created = (row: Row): string[] => (typeof row.id === 'string' ? [row.id] : [])

/** The parents and children a request may ask for along. */
function embeds(table: Table, select: string): string[] {
  const parents = tenantKeys(table).map((key) => `${table.name}?${select},${key.target}!${key.name}(*)&limit=20`)
  return [...parents.slice(0, 3), `${table.name}?${select},companies(*)&limit=20`]
}

export function viewRequests(world: World, view: View, names: readonly string[]): Request[] {
  return names.flatMap((name): Request[] => {
    const person = world.person(name)
    const prey = preyOf(person)
    const base = { as: person, prey }
    const ids = [world.company(prey).id, randomUUID()]
    return [
      { ...base, name: `${name} GET ${view.name}`, method: 'get', path: `${view.name}?limit=50`, expect: 'clean' },
      ...ids.map(
        (id): Request => ({
          ...base,
          name: `${name} GET ${view.name} of a company`,
          method: 'get',
          path: `${view.name}?company_id=eq.${id}`,
          expect: 'nothing',
          group: `${name}/${view.name}`,
          ids: [id],
        }),
      ),
    ]
  })
}

/** Sends the requests, a few at a time, and says which promises were broken. */
export async function runRequests(world: World, requests: Request[], atOnce = 6): Promise<Finding[]> {
  const answers = new Map<Request, { status: number; text: string }>()
  const waiting = [...requests]
  const worker = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const api = rest(next.as.user?.token)
      const answer =
        next.method === 'get' || next.method === 'delete'
          ? await api[next.method](next.path, next.headers)
          : await api[next.method](next.path, next.body, next.headers)
      answers.set(next, {
        status: answer.status,
        text: typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body),
      })
    }
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
  return judgeRequests(world, requests, answers)
}

function judgeRequests(
  world: World,
  requests: Request[],
  answers: Map<Request, { status: number; text: string }>,
): Finding[] {
  const findings: Finding[] = []
  const groups = new Map<string, { name: string; answer: string }>()
  for (const request of requests) {
    const answer = answers.get(request)
    if (!answer) continue
    const what = brokenBy(world, request, answer)
    if (what !== undefined) findings.push({ probe: request.name, what })
    if (request.group === undefined) continue
    const text = `${answer.status} ${blank(answer.text, request.ids ?? [])}`
    const first = groups.get(request.group)
    if (!first) groups.set(request.group, { name: request.name, answer: text })
    else if (first.answer !== text)
      findings.push({ probe: request.name, what: `answers ${text} where "${first.name}" answers ${first.answer}` })
  }
  return findings
}

function brokenBy(world: World, request: Request, answer: { status: number; text: string }): string | undefined {
  const prey = world.company(request.prey)
  const said = `${answer.status} ${answer.text.slice(0, 300)}`
  if (answer.status >= 500) return `a fault of the server: ${said}`
  if (answer.text.includes(prey.canary)) return `shows words of ${prey.name}: ${said}`
  const asked = request.path.includes(prey.id) || JSON.stringify(request.body ?? null).includes(prey.id)
  if (answer.text.includes(prey.id) && !(answer.status >= 400 && asked)) return `shows the id of ${prey.name}: ${said}`
  const refused = answer.status >= 400
  if (request.expect === 'refused' && !refused) return `was not refused: ${said}`
  if (request.expect === 'nothing' && !refused && !['[]', '', 'null'].includes(answer.text)) return `answered ${said}`
  return undefined
}

const blank = (text: string, ids: string[]): string => ids.reduce((left, id) => left.replaceAll(id, '<id>'), text)
