import { randomUUID } from 'node:crypto'
import { asRows, literal } from './attempt.ts'
import { idsOf } from './call-ids.ts'
import { recordedTest } from './function-calls.ts'
import { callSql, FORMER } from './function-probes.ts'
import type { Catalogue } from './catalogue.ts'
import type { Probe } from './probe.ts'
import { COMPANIES, type Company, feedOf, idOf, type Person, type World } from './world.ts'
import { type Json, textOf } from './world-examples.ts'

/** What only a particular person in a particular case meets; each names the private functions it leans on. Superuser's connection only. */
export type Nuance = { leansOn: string[]; probe: Probe }

export function nuances(world: World): Nuance[] {
  return [
    ...identities(world),
    ...members(world),
    ...invitations(world),
    ...records(world),
    ...searches(world),
    ...workers(world),
    ...support(world),
    ...visits(world),
    ...branches(world),
    ...portal(world),
  ]
}

/** Whoever was removed holds no branch, and is put in none. */
function branches(world: World): Nuance[] {
  const admin = world.person('victim admin')
  const victim = world.company('victim')
  return [
    {
      leansOn: ['keep_used_branch'],
      probe: {
        as: admin,
        name: 'victim admin takes away a branch where only a former member worked',
        sql: `update public.branches set deleted_at = now() where name = ${literal(`${victim.canary} former`)}`,
        answers: false,
        expect: 'one',
        protects: [],
      },
    },
    {
      leansOn: ['place_member'],
      probe: {
        as: admin,
        name: 'victim admin puts a former member in a branch',
        ...call(world.catalogue, 'place_member', {
          p_profile_id: world.person('removed admin').profileId,
          p_branch_id: idOf(victim, 'branches'),
        }),
        expect: 'refused',
        codes: ['not_found'],
        protects: [],
      },
    },
  ]
}

/** Whose access ended, whose customer is gone, and whom a company may let in, whatever another company with the same ids did. */
function portal(world: World): Nuance[] {
  const [victim, rival, twin] = [world.company('victim'), world.company('rival'), world.company('twin')]
  const customer = idOf(twin, 'customers')
  const own = (company: Company): string => `company_id = ${literal(company.id)}`
  const gone = (company: Company): string =>
    `select set_config('flowtrack.audit_quiet', 'on', true); update public.customers set deleted_at = now() where ${own(company)} and id = ${literal(customer)}`
  const removed = `update public.profiles set removed_at = now() where ${own(rival)} and role = 'customer'`
  const nobody = (who: string, name: string, leansOn: string[], text: string, before?: string): Nuance => ({
    leansOn,
    probe: {
      as: world.person(who),
      name,
      sql: `select ${text}`,
      answers: false,
      expect: 'nothing',
      protects: [],
      ...(before === undefined ? {} : { before }),
    },
  })
  const refused = (name: string, before: string): Nuance => ({
    leansOn: ['find_customer'],
    probe: {
      as: world.person('twin customer'),
      name,
      ...call(world.catalogue, 'portal_overview', {}),
      expect: 'refused',
      codes: ['not_allowed'],
      protects: [...COMPANIES],
      before,
    },
  })
  const invited = (who: string, name: string, email: string, expect: Probe['expect'], before?: string): Nuance => ({
    leansOn: ['invite_portal_person'],
    probe: {
      as: world.person(who),
      name,
      ...call(world.catalogue, 'invite_portal_person', {
        p_customer_id: idOf(who === 'twin admin' ? twin : rival, 'customers'),
        p_email: email,
        p_full_name: 'Guest',
      }),
      expect,
      ...(expect === 'refused' ? { codes: ['not_found'] } : {}),
      protects: [],
      ...(before === undefined ? {} : { before }),
    },
  })
  const token = 'ab'.repeat(20)
  return [
    refused(
      'a customer whose access ended',
      `update public.portal_people set ended_at = now() where ${own(twin)} and accepted_at is not null`,
    ),
    refused('a customer of a customer that is gone', gone(twin)),
    invited(
      'twin admin',
      'a customer that another company forgot',
      'guest@example.com',
      'works',
      `update public.privacy_requests set restricted_at = now(), customer_id = ${literal(customer)} where ${own(victim)}`,
    ),
    invited('twin admin', 'somebody of another team', victim.adminEmail, 'works'),
    invited('twin admin', 'to a customer that is gone', 'guest@example.com', 'refused', gone(twin)),
    invited('rival admin', 'somebody who left the team', world.person('former rival admin').user?.email ?? '', 'works'),
    {
      leansOn: ['peek_portal_invitation'],
      probe: {
        as: world.person('anonymous'),
        name: 'an invitation names its own company',
        sql: `select where public.peek_portal_invitation(${literal(token)}) ->> 'company' = ${literal(rival.canary)}`,
        answers: false,
        expect: 'one',
        protects: ['victim'],
        before: `update public.portal_people set token_hash = sha256(convert_to(${literal(token)}, 'UTF8')) where ${own(rival)} and id = ${literal(idOf(rival, 'portal_people'))}`,
      },
    },
    nobody('rival customer', 'a removed customer enters', ['enter_portal'], 'where public.enter_portal()', removed),
    nobody(
      'rival customer',
      'a removed customer lists companies',
      ['portal_me'],
      "from jsonb_array_elements(public.portal_me() -> 'companies')",
      removed,
    ),
    nobody(
      'erased admin',
      'the companies of an erased one',
      ['portal_me'],
      "from jsonb_array_elements(public.portal_me() -> 'companies')",
    ),
    nobody(
      'our server',
      'mail to a removed customer',
      ['portal_knows'],
      `where public.portal_knows(${literal(world.person('rival customer').user?.email ?? '')})`,
      removed,
    ),
  ]
}

/** Who may be sent, who may say what of a visit, and whose calendar still answers. */
function visits(world: World): Nuance[] {
  const [admin, technician] = [world.person('rival admin'), world.person('rival technician')]
  const rival = world.company('rival')
  const id = idOf(rival, 'scheduled_jobs')
  const opened = `update public.scheduled_jobs set state = 'planned', profile_id = ${literal(admin.profileId)} where company_id = ${literal(rival.id)} and id = ${literal(id)}`
  const given = opened.replace(literal(admin.profileId), literal(technician.profileId))
  const marks = (name: string, what: string, codes: string[], before: string): Nuance => ({
    leansOn: ['mark_visit'],
    probe: {
      as: technician,
      name,
      ...call(world.catalogue, 'mark_visit', { p_id: id, p_version: 1, p_what: what, p_reason: 'no water' }),
      expect: 'refused',
      codes,
      protects: [...COMPANIES],
      before,
    },
  })
  const feed = (name: string, token: string, before?: string): Nuance => ({
    leansOn: ['calendar_feed'],
    probe: {
      as: world.person('anonymous'),
      name,
      sql: `select where public.calendar_feed(${literal(token)}) is not null`,
      answers: false,
      expect: 'nothing',
      protects: [],
      ...(before === undefined ? {} : { before }),
    },
  })
  return [
    marks("a technician ends somebody else's visit", 'done', ['not_found'], opened),
    marks('a technician cancels an own visit', 'cancelled', ['visit_step'], given),
    {
      leansOn: ['assignment_problems', 'check_assignment'],
      probe: {
        as: admin,
        name: 'a visit is given to somebody who left',
        ...call(world.catalogue, 'move_visit', {
          p_id: id,
          p_version: 1,
          p_starts_at: new Date(Date.now() + 86_400_000).toISOString(),
          p_profile_id: world.person('former rival admin').profileId,
          p_reason: 'knows the site well',
        }),
        expect: 'refused',
        codes: ['assignment_team'],
        protects: [...COMPANIES],
        before: opened,
      },
    },
    {
      leansOn: ['own_assignment_problems'],
      probe: {
        as: technician,
        name: 'a technician asks who could go',
        sql: `select from private.own_assignment_problems(array[${literal(technician.profileId)}]::uuid[], array[current_date], array[row('SC', null, true, false, false, true)::private.needs])`,
        answers: false,
        expect: 'refused',
        codes: ['not_allowed'],
        protects: [],
      },
    },
    feed('the calendar of an erased company', feedOf(world.company('erased'))),
    feed(
      'the calendar of somebody who left',
      feedOf(rival),
      `update public.profiles set removed_at = now() where company_id = ${literal(rival.id)} and id = ${literal(idOf(rival, 'profiles'))}`,
    ),
  ]
}

const call = (catalogue: Catalogue, name: string, args: Record<string, Json>): Pick<Probe, 'sql' | 'answers'> => {
  const routine = catalogue.routines.find((one) => one.schema === 'public' && one.name === name)
  if (!routine) throw new Error(`There is no function public.${name}.`)
  return callSql(routine, args)
}

/** Whoever was removed, signed out, erased or never a member is nobody, whichever way it is asked. */
function identities(world: World): Nuance[] {
  const asked = ['auth_company_id()', 'auth_profile_id()', 'auth_role()', `auth_company_id('customers:read')`]
  const nobody = [...FORMER, 'stranger'].flatMap((name): Nuance[] =>
    [...asked, ...(name === 'signed-out admin' ? ['auth_user_id()'] : [])].map((text) => ({
      leansOn: [text.slice(0, text.indexOf('('))],
      probe: {
        as: world.person(name),
        name: `${name} asks ${text}`,
        sql: `select where private.${text} is not null`,
        answers: false,
        expect: 'nothing',
        protects: [],
      },
    })),
  )
  const erased = world.person('erased admin')
  return [
    ...nobody,
    {
      leansOn: ['my_context'],
      probe: {
        as: erased,
        name: 'erased admin lists own companies',
        ...call(world.catalogue, 'my_context', {}),
        expect: 'works',
        protects: ['erased'],
      },
    },
    {
      leansOn: ['choose_company'],
      probe: {
        as: erased,
        name: 'erased admin opens the erased company',
        ...call(world.catalogue, 'choose_company', { p_company_id: world.company('erased').id }),
        expect: 'refused',
        codes: ['not_found'],
        protects: [],
      },
    },
    {
      leansOn: ['choose_company'],
      probe: {
        as: world.person('removed admin'),
        name: 'removed admin opens the former company',
        ...call(world.catalogue, 'choose_company', { p_company_id: world.company('victim').id }),
        expect: 'refused',
        codes: ['not_found'],
        protects: [],
      },
    },
  ]
}

/** An operator sees a company while its grant lives, and no longer. */
function support(world: World): Nuance[] {
  const [operator, looksIn, late] = [
    world.person('operator'),
    world.person('support'),
    world.person('support too late'),
  ]
  const [victim, rival, erased] = [world.company('victim'), world.company('rival'), world.company('erased')]
  const live = (id: string): string =>
    `update public.support_grants set ends_at = now() + interval '1 hour', created_at = now(), revoked_at = null where company_id = ${literal(id)}`
  const asked = ['auth_company_id()', 'auth_role()', `auth_company_id('customers:read')`]
  const nobody = (as: Person, why: string, before?: string): Nuance[] =>
    asked.map((text) => ({
      leansOn: ['support_grant', text.slice(0, text.indexOf('('))],
      probe: {
        as,
        name: `${why} asks ${text}`,
        sql: `select where private.${text} is not null`,
        answers: false,
        expect: 'nothing',
        protects: [],
        ...(before === undefined ? {} : { before }),
      },
    }))
  const opens = (name: string, company: Company, before: string): Nuance => ({
    leansOn: ['open_support', 'list_support'],
    probe: {
      as: operator,
      name,
      ...call(world.catalogue, 'open_support', {
        p_company_id: company.id,
        p_grant_id: idOf(company, 'support_grants'),
      }),
      expect: 'refused',
      codes: ['not_found'],
      protects: [...COMPANIES],
      before,
    },
  })
  const listed = (name: string, company: Company, before: string): Nuance => ({
    leansOn: ['list_support'],
    probe: {
      as: operator,
      name,
      sql: `select from public.list_support() where company_id = ${literal(company.id)}`,
      answers: false,
      expect: 'nothing',
      protects: [],
      before,
    },
  })
  const revoked = (id: string): string =>
    `${live(id)}; update public.support_grants set revoked_at = now() where company_id = ${literal(id)}`
  return [
    ...nobody(operator, 'an operator without a grant'),
    ...nobody(late, 'an operator whose grant ended'),
    ...nobody(looksIn, 'an operator whose grant was taken back', revoked(rival.id)),
    ...nobody(
      looksIn,
      'an operator who signed out',
      `delete from auth.sessions where user_id = ${literal(looksIn.user?.id ?? null)}`,
    ),
    ...nobody(
      looksIn,
      'an operator in an erased company',
      `update public.companies set erased_at = now() where id = ${literal(rival.id)}`,
    ),
    opens('an operator opens an ended grant', victim, 'select 1'),
    opens('an operator opens a grant taken back', victim, revoked(victim.id)),
    opens('an operator opens an erased company', erased, live(erased.id)),
    listed('an operator lists ended grants', victim, 'select 1'),
    listed('an operator lists grants taken back', victim, revoked(victim.id)),
    listed('an operator lists erased companies', erased, live(erased.id)),
    {
      leansOn: ['retry_parked'],
      probe: {
        as: operator,
        name: 'an operator retries an event of an erased company',
        ...call(world.catalogue, 'retry_parked', { p_id: `evt_${erased.canary}` }),
        expect: 'refused',
        codes: ['customer_still_unknown'],
        protects: ['erased'],
        before: `insert into private.stripe_customers (company_id, stripe_customer_id) values (${literal(erased.id)}, ${literal(`cus_${erased.canary}`)}) on conflict do nothing;
          insert into private.stripe_events (id, type, stripe_customer_id, outcome, payload, created_at) values (${literal(`evt_${erased.canary}`)}, 'x', ${literal(`cus_${erased.canary}`)}, 'parked', '{}', now())`,
      },
    },
  ]
}

function members(world: World): Nuance[] {
  const admin = world.person('rival admin')
  const former = world.person('former rival admin')
  const removed = world.person('removed admin')
  const protects = COMPANIES.filter((name) => name !== 'rival')
  const probe = (
    name: string,
    fn: string,
    args: Record<string, Json>,
    expect: Probe['expect'],
    codes?: string[],
  ): Probe => ({ as: admin, name, ...call(world.catalogue, fn, args), expect, protects, ...(codes ? { codes } : {}) })
  const lastAdmin = ['refuse_if_last_admin', 'change_role', 'remove_member']
  return [
    {
      leansOn: lastAdmin,
      probe: probe(
        'the only admin steps down',
        'change_role',
        { p_profile_id: admin.profileId, p_role: 'office' },
        'refused',
        ['last_admin'],
      ),
    },
    {
      leansOn: lastAdmin,
      probe: probe('the only admin removes themselves', 'remove_member', { p_profile_id: admin.profileId }, 'refused', [
        'last_admin',
      ]),
    },
    // A further admin stays, so taking somebody who is gone already is not about the last one.
    {
      leansOn: lastAdmin,
      probe: probe(
        'a removed member gets a role',
        'change_role',
        { p_profile_id: former.profileId, p_role: 'company_admin' },
        'refused',
        ['not_found'],
      ),
    },
    {
      leansOn: lastAdmin,
      probe: probe(
        'a removed admin is made less',
        'change_role',
        { p_profile_id: former.profileId, p_role: 'office' },
        'refused',
        ['not_found'],
      ),
    },
    {
      leansOn: lastAdmin,
      probe: probe(
        'a removed member is removed again',
        'remove_member',
        { p_profile_id: former.profileId },
        'refused',
        ['not_found'],
      ),
    },
    {
      leansOn: ['invite_member'],
      probe: probe(
        'a removed member is invited again',
        'invite_member',
        { p_email: former.user?.email ?? '', p_full_name: 'Back', p_role: 'office' },
        'works',
      ),
    },
    {
      leansOn: ['adopt_own_email'],
      probe: {
        as: removed,
        name: 'a removed member with a new address',
        ...call(world.catalogue, 'adopt_own_email', {}),
        expect: 'let in',
        protects: ['victim'],
        before: `update auth.users set email = 'new.${randomUUID()}@example.com' where id = ${literal(removed.user?.id ?? null)}`,
      },
    },
    {
      leansOn: ['create_company'],
      probe: {
        as: removed,
        name: 'a removed admin founds a company',
        ...call(world.catalogue, 'create_company', {
          p_name: 'A new one',
          p_full_name: 'Somebody',
          p_state: 'FL',
          p_time_zone: 'America/New_York',
        }),
        expect: 'works',
        protects: ['victim'],
      },
    },
  ]
}

function invitations(world: World): Nuance[] {
  const guest = world.person('stranger')
  const takes = (name: 'victim' | 'twin' | 'erased' | 'lapsed', expect: Probe['expect'], codes?: string[]): Probe => ({
    as: guest,
    name: `a guest takes the invitation of ${name}`,
    ...call(world.catalogue, 'accept_invitation', { p_token: world.company(name).inviteToken }),
    expect,
    protects: COMPANIES.filter((one) => one !== name),
    ...(codes ? { codes } : {}),
    before: `update auth.users set email = ${literal(textOf(world.company(name).rows.get('invitations')?.[0]?.email))} where id = ${literal(guest.user?.id ?? null)}`,
  })
  return [
    { leansOn: ['accept_invitation'], probe: takes('twin', 'works') },
    { leansOn: ['accept_invitation', 'company_is_open'], probe: takes('erased', 'refused', ['company_read_only']) },
    { leansOn: ['accept_invitation', 'company_is_open'], probe: takes('lapsed', 'refused', ['company_read_only']) },
    {
      leansOn: ['peek_invitation'],
      probe: {
        as: world.person('anonymous'),
        name: 'an invitation into an erased company',
        answers: true,
        expect: 'nothing',
        protects: ['erased'],
        sql: asRows(
          `select 1 where public.peek_invitation(${literal(world.company('erased').inviteToken)}) is not null`,
        ),
      },
    },
  ]
}

/** Who may touch whose draft and record, and who may sign out of date. */
function records(world: World): Nuance[] {
  const technician = world.person('rival technician')
  const rival = world.company('rival')
  const own = idsOf(world, 'rival', 'own')
  const draft = rival.rows.get('test_records')?.[1]
  const probe = (name: string, change: Record<string, Json>, codes: string[], before?: string): Nuance => ({
    leansOn: ['record_test'],
    probe: {
      as: technician,
      name,
      ...call(world.catalogue, 'record_test', recordedTest(own, change)),
      expect: 'refused',
      codes,
      protects: ['victim', 'twin'],
      ...(before ? { before } : {}),
    },
  })
  const overdue = `update public.tester_licences set profile_id = ${literal(technician.profileId)}, issued_on = null, expires_on = '2020-01-01' where company_id = ${literal(rival.id)};
    update public.files set created_by = ${literal(technician.profileId)} where company_id = ${literal(rival.id)}`
  return [
    probe(
      "a technician writes over somebody else's draft",
      { sign: false, client_id: draft?.client_id ?? null, device_id: draft?.device_id ?? null },
      ['not_your_draft'],
    ),
    probe(
      "a technician corrects somebody else's record",
      { sign: false, supersedes_id: idOf(rival, 'test_records'), supersede_reason: 'wrong gauge' },
      ['not_your_record'],
    ),
    probe(
      'a technician signs out of date with a reason',
      { override_reason: 'the licence is in the mail' },
      ['out_of_date'],
      overdue,
    ),
    probe("a technician signs with somebody else's licence", {}, ['licence_not_yours']),
  ]
}

/** The searches run beside all policies, so they are asked directly too. */
function searches(world: World): Nuance[] {
  const names = world.catalogue.routines
    .filter(
      (routine) =>
        routine.schema === 'private' &&
        routine.authenticated &&
        routine.name.startsWith('search_') &&
        routine.returnsSet,
    )
    .map((routine) => routine.name)
  const word = (company: 'victim' | 'rival'): string => literal(world.company(company).canary)
  return names.flatMap((name): Nuance[] => {
    const ask = (who: string, text: string, expect: Probe['expect']): Nuance => ({
      leansOn: [name],
      probe: {
        as: world.person(who),
        name: `${who} asks ${name}`,
        sql: `select from private.${name}(${text})`,
        answers: false,
        expect,
        protects: [],
      },
    })
    return [
      ask('rival admin', word('rival'), 'some'),
      ask('rival admin', word('victim'), 'nothing'),
      ask('rival customer', word('rival'), 'nothing'),
      ask('removed admin', word('victim'), 'nothing'),
    ]
  })
}

/** What the worker and the sign-in service do for somebody who has left. */
function workers(world: World): Nuance[] {
  const server = world.person('our server')
  const rival = world.company('rival')
  const staging = `update public.imports set state = 'staging' where company_id = ${literal(rival.id)} and id = ${literal(idOf(rival, 'imports'))}`
  const opened = (who: string, expect: Probe['expect']): Nuance => ({
    leansOn: ['member_may', 'open_import'],
    probe: {
      as: server,
      name: `the worker reads a sheet for ${who}`,
      answers: false,
      expect,
      before: staging,
      protects: ['victim', 'twin'],
      sql: `select where public.open_import(${literal(idOf(rival, 'imports'))}, ${literal(world.person(who).user?.id ?? null)}) is not null`,
    },
  })
  return [
    opened('rival admin', 'one'),
    opened('rival technician', 'nothing'),
    opened('former rival admin', 'nothing'),
    opened('victim admin', 'nothing'),
    {
      leansOn: ['queue_auth_email'],
      probe: {
        as: server,
        name: 'a reset of somebody who was removed',
        answers: false,
        expect: 'works',
        protects: ['victim'],
        sql: `select private.queue_auth_email(${literal(world.person('removed admin').user?.email ?? '')}, 'recovery', 'https://example.com')`,
      },
    },
    {
      leansOn: ['test_form'],
      probe: {
        as: world.person('rival admin'),
        name: 'the licence of somebody who left is not offered',
        answers: false,
        expect: 'nothing',
        protects: ['victim'],
        before: `update public.tester_licences set profile_id = ${literal(world.person('former rival admin').profileId)} where company_id = ${literal(rival.id)}`,
        sql: `select from (select public.test_form(${literal(idOf(rival, 'devices'))}) as form) f where jsonb_array_length(form -> 'licences') > 0`,
      },
    },
  ]
}
