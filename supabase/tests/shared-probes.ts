import { randomUUID } from 'node:crypto'
import { asRows, literal } from './attempt.ts'
import { branchFiles } from './branch-probes.ts'
import type { Probe } from './probe.ts'
import { may, mayWrite } from './role-matrix.ts'
import { MEMBERS, OUTSIDERS } from './table-sql.ts'
import { type CompanyName, objectsOf, OPERATORS, type World } from './world.ts'

export function sharedProbes(world: World, table: string): Probe[] {
  if (table === 'districts') return districtProbes(world)
  if (table === 'people') return peopleProbes(world)
  if (table === 'security_log') return logProbes(world)
  throw new Error(
    `Table public.${table} has no company_id: write its probes into supabase/tests/shared-probes.ts, or give it a company.`,
  )
}

const everybody = (world: World): string[] =>
  [...new Set([...OUTSIDERS, ...MEMBERS])].filter((name) => world.people.has(name))

function districtProbes(world: World): Probe[] {
  return everybody(world).flatMap((name): Probe[] => {
    const person = world.person(name)
    const live =
      person.company !== null && person.company !== 'erased' && name !== 'removed admin' && name !== 'signed-out admin'
    // Our own staff keep the rulebook.
    const reads = OPERATORS.some((one) => one === name) || (live && may(person.profileRole, 'districts:read'))
    const base = { as: person, protects: [] as CompanyName[], answers: false, writesNothing: true }
    return [
      {
        ...base,
        name: `${name} reads the rulebook`,
        expect: reads ? 'some' : 'nothing',
        answers: true,
        sql: asRows('select id, name from public.districts limit 3'),
      },
      {
        ...base,
        name: `${name} changes the rulebook`,
        expect: 'refused',
        codes: ['42501'],
        sql: `update public.districts set name = name`,
      },
      {
        ...base,
        name: `${name} deletes from the rulebook`,
        expect: 'refused',
        codes: ['42501'],
        sql: `delete from public.districts`,
      },
      {
        ...base,
        name: `${name} adds to the rulebook`,
        expect: 'refused',
        codes: ['42501'],
        sql: `insert into public.districts (slug, name, state, verified_on) values ('x', 'x', 'FL', '2026-01-01')`,
      },
    ]
  })
}

function peopleProbes(world: World): Probe[] {
  const victim = world.person('victim admin')
  return everybody(world).flatMap((name): Probe[] => {
    const person = world.person(name)
    const self = person.user?.id ?? null
    const live = person.profileId !== null && name !== 'signed-out admin'
    const base = { as: person, protects: ['victim'] as CompanyName[], answers: false }
    const none = { ...base, expect: 'nothing' as const, writesNothing: true }
    return [
      {
        ...none,
        name: `${name} reads other people`,
        sql: `select from public.people where user_id is distinct from ${literal(self)}`,
      },
      ...[victim.user?.id ?? null, randomUUID()].map((id, index) => ({
        ...none,
        name: `${name} changes another person (${index})`,
        sql: `update public.people set scheme = 'dark' where user_id = ${literal(id)}`,
        group: `${name}/people`,
        ...(id === null ? {} : { ids: [id] }),
      })),
      {
        ...base,
        protects: [],
        name: `${name} changes own preferences`,
        expect: live ? 'one' : 'nothing',
        sql: `update public.people set scheme = 'dark' where user_id = ${literal(self)}`,
      },
      {
        ...base,
        protects: [],
        name: `${name} reads own preferences`,
        expect: live ? 'one' : 'nothing',
        sql: `select from public.people where user_id = ${literal(self)}`,
      },
      {
        ...none,
        name: `${name} opens a company by hand`,
        sql: `update public.people set active_company_id = ${literal(world.company('victim').id)} where user_id = ${literal(self)}`,
        expect: 'refused',
        codes: ['42501'],
      },
      {
        ...none,
        name: `${name} becomes somebody else`,
        sql: `update public.people set user_id = ${literal(victim.user?.id ?? null)} where user_id = ${literal(self)}`,
        expect: 'refused',
        codes: ['42501'],
      },
      {
        ...none,
        name: `${name} deletes people`,
        sql: `delete from public.people`,
        expect: 'refused',
        codes: ['42501'],
      },
      {
        ...none,
        name: `${name} adds people`,
        sql: `insert into public.people (user_id) values (${literal(randomUUID())})`,
        expect: 'refused',
        codes: ['42501'],
      },
    ]
  })
}

function logProbes(world: World): Probe[] {
  return everybody(world).flatMap((name): Probe[] => {
    const base = {
      as: world.person(name),
      protects: [] as CompanyName[],
      answers: false,
      writesNothing: true,
      expect: 'refused' as const,
      codes: ['42501'],
    }
    return [
      { ...base, name: `${name} reads the security log`, sql: 'select from public.security_log' },
      { ...base, name: `${name} empties the security log`, sql: 'delete from public.security_log' },
      { ...base, name: `${name} changes the security log`, sql: `update public.security_log set event = 'x'` },
      { ...base, name: `${name} writes the security log`, sql: `insert into public.security_log (event) values ('x')` },
    ]
  })
}

/** Stored objects, asked for in SQL: the path's first part is the company. */
export function objectProbes(world: World): Probe[] {
  const victim = world.company('victim')
  const outsiders = OUTSIDERS.flatMap((name): Probe[] => {
    const person = world.person(name)
    const prey = world.company(name === 'victim technician' ? 'rival' : 'victim')
    const own = person.company === null ? null : world.company(person.company)
    const base = { as: person, protects: [prey.name], answers: false, writesNothing: true, expect: 'nothing' as const }
    const paths = pathTricks(prey.id, own?.id)
    return [
      {
        ...base,
        name: `${name} lists all objects`,
        answers: true,
        expect: 'clean',
        sql: asRows(`select name from storage.objects`),
      },
      ...[prey.id, randomUUID()].map((id) => ({
        ...base,
        name: `${name} lists the folder ${id}`,
        answers: true,
        group: `${name}/objects`,
        ids: [id],
        sql: asRows(`select name from storage.objects where name like ${literal(`${id}/%`)}`),
      })),
      {
        ...base,
        name: `${name} deletes the company's objects`,
        sql: `delete from storage.objects where name like ${literal(`${prey.id}/%`)}`,
      },
      {
        ...base,
        name: `${name} overwrites the company's objects`,
        sql: `update storage.objects set metadata = '{}' where name like ${literal(`${prey.id}/%`)}`,
      },
      {
        ...base,
        name: `${name} moves own objects over`,
        sql: `update storage.objects set name = ${literal(`${prey.id}/photo/${randomUUID()}`)} where name like ${literal(`${own?.id ?? 'none'}/%`)}`,
      },
      ...paths.map((path) => ({
        ...base,
        name: `${name} adds ${path}`,
        sql: `insert into storage.objects (bucket_id, name) values ('company-files', ${literal(path)})`,
      })),
      {
        ...base,
        name: `${name} adds to another bucket`,
        sql: `insert into storage.objects (bucket_id, name) values ('other', ${literal(`${own?.id ?? ''}/photo/x`)})`,
      },
    ]
  })
  return [
    ...outsiders,
    ...branchFiles(world, 'storage.objects', `name like ${literal(`${victim.id}/signature/%`)}`),
    ...objectMembers(world),
    {
      as: world.person('twin admin'),
      name: 'twin admin lists all objects',
      protects: [victim.name],
      answers: true,
      expect: 'some',
      sql: asRows('select name from storage.objects'),
    },
  ]
}

/** Spellings of a path that might be taken for the company's folder. */
export const pathTricks = (id: string, own?: string): string[] => [
  `${id}/photo/${randomUUID()}`,
  `${id}/../${id}/photo/x`,
  `/${id}/photo/x`,
  `./${id}/photo/x`,
  ...(own === undefined ? [] : [`../${id}/photo/x`]),
  `${id.toUpperCase()}/photo/x`,
  `${id}\u200b/photo/x`,
  `\uff0e\uff0e/${id}/photo/x`,
  `${id}%2fphoto%2fx`,
  '',
]

function objectMembers(world: World): Probe[] {
  return [...MEMBERS, 'lapsed admin', 'lapsed technician'].flatMap((name): Probe[] => {
    const person = world.person(name)
    if (person.company === null) return []
    const company = world.company(person.company)
    const [signature, sheet] = objectsOf(company)
    const base = { as: person, protects: ['victim'] as CompanyName[], answers: false }
    const can = (allowed: boolean): 'one' | 'nothing' => (allowed ? 'one' : 'nothing')
    return [
      {
        ...base,
        name: `${name} reads an own object`,
        expect: can(may(person.profileRole, 'files:read')),
        sql: `select from storage.objects where name = ${literal(signature)}`,
      },
      {
        ...base,
        name: `${name} reads an imported sheet`,
        expect: can(may(person.profileRole, 'imports:read')),
        sql: `select from storage.objects where name = ${literal(sheet)}`,
      },
      {
        ...base,
        name: `${name} reads a sealed report`,
        expect: can(may(person.profileRole, 'privacy:read')),
        sql: `select from storage.objects where name = ${literal(company.sealedPath)}`,
      },
      {
        ...base,
        name: `${name} adds an own object`,
        expect: can(person.company !== 'lapsed' && mayWrite(person.profileRole, 'files:write')),
        sql: `insert into storage.objects (bucket_id, name) values ('company-files', ${literal(`${company.id}/photo/${randomUUID()}`)})`,
      },
      {
        ...base,
        name: `${name} adds a sheet`,
        expect: can(person.company !== 'lapsed' && mayWrite(person.profileRole, 'imports:write')),
        sql: `insert into storage.objects (bucket_id, name) values ('company-files', ${literal(`${company.id}/import/${randomUUID()}`)})`,
      },
      {
        ...base,
        name: `${name} overwrites an own object`,
        expect: 'nothing',
        sql: `update storage.objects set metadata = '{}' where name = ${literal(signature)}`,
      },
      {
        ...base,
        name: `${name} deletes an own object`,
        expect: 'nothing',
        sql: `delete from storage.objects where name = ${literal(signature)}`,
      },
    ]
  })
}
