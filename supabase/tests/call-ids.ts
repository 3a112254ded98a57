import { randomUUID } from 'node:crypto'
import { type Company, type CompanyName, idOf, type Set, type World } from './world.ts'
import { textOf } from './world-examples.ts'

/** The ids a call speaks of: a company's own, a random set, or nulls. */
export type Ids = {
  kind: 'own' | 'foreign' | 'random' | 'null'
  company: string | null
  id: (table: string, set?: Set) => string | null
  inviteToken: string | null
  reportCode: string | null
  word: string
  /** An address nobody uses, a member's, and one that was invited. */
  email: string
  memberEmail: string
  invitedEmail: string
  outbox: string
  /** Everything in here that an answer may repeat. */
  all: string[]
}

export function idsOf(world: World, name: CompanyName, kind: 'own' | 'foreign'): Ids {
  const company = world.company(name)
  const all = [company.id, company.inviteToken, company.reportCode, company.canary]
  for (const rows of company.rows.values()) for (const row of rows) if (typeof row.id === 'string') all.push(row.id)
  return {
    kind,
    company: company.id,
    id: (table, set) => safeId(company, table, set),
    inviteToken: company.inviteToken,
    reportCode: company.reportCode,
    word: company.canary,
    email: `${company.canary}.guest@example.com`,
    memberEmail: company.adminEmail,
    invitedEmail: textOf(company.rows.get('invitations')?.[0]?.email),
    outbox: company.outboxId,
    all: [...all, company.adminEmail, company.outboxId],
  }
}

export function randomIds(): Ids {
  const known = new Map<string, string>()
  const all: string[] = [randomUUID()]
  const word = `canaryrandom${randomUUID().slice(0, 6)}`
  all.push(word)
  return {
    kind: 'random',
    company: all[0] ?? null,
    id: (table, set = 1) => {
      const key = `${table}/${set}`
      const id = known.get(key) ?? randomUUID()
      known.set(key, id)
      all.push(id)
      return id
    },
    inviteToken: randomUUID(),
    reportCode: randomUUID(),
    word,
    email: `${word}.guest@example.com`,
    memberEmail: `${word}.member@example.com`,
    invitedEmail: `${word}-1@example.com`,
    outbox: randomUUID(),
    all,
  }
}

export const NO_IDS: Ids = {
  kind: 'null',
  company: null,
  id: () => null,
  inviteToken: null,
  reportCode: null,
  word: '',
  email: 'nobody@example.com',
  memberEmail: 'nobody@example.com',
  invitedEmail: 'nobody@example.com',
  outbox: randomUUID(),
  all: [],
}

function safeId(company: Company, table: string, set: Set = 1): string | null {
  return idOf(company, table, set)
}
