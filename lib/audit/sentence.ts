import { z } from 'zod'
import { formatInstant } from '../dates.ts'
import { type Change, changesOf, columnWords, valueWords } from './change-words.ts'
import { aNoun, nounWords, targetHref, thingWords } from './words.ts'

const entrySchema = z.object({
  action: z.string(),
  noun: z.string(),
  row_count: z.number(),
  target_ids: z.array(z.string()),
  facts: z.record(z.string(), z.unknown()).catch({}),
  profile_id: z.string().nullable(),
  who: z.string().nullable(),
  changes: z.record(z.string(), z.tuple([z.unknown(), z.unknown()])).catch({}),
  thing: z.string().nullable(),
  names: z.record(z.string(), z.string()).catch({}),
})
type Entry = z.infer<typeof entrySchema>

/** An entry of the log as one sentence: `who` `did` `thing` `rest`. The thing may be opened where `href` says. */
export type Sentence = { who: string; did: string; thing: string; rest: string; href: string | null }

/** Reads a row of audit_list as a sentence, in the time zone of the company. */
export function sentenceOf(row: unknown, timeZone: string): Sentence {
  const entry = entrySchema.parse(row)
  const who = entry.who ?? (entry.profile_id === null ? 'FlowTrack Pro' : 'Somebody who left')
  const said = Object.hasOwn(DEEDS, entry.action) ? DEEDS[entry.action]?.(entry, timeZone) : undefined
  const href = targetHref(entry.noun, entry.target_ids, entry.row_count)
  return {
    who,
    href,
    rest: '',
    thing: '',
    ...(said ?? { did: `${entry.action.replaceAll('_', ' ')} `, thing: thingOf(entry) }),
  }
}

/** The sentence as text, for files and for reading aloud. */
export function sentenceText({ who, did, thing, rest }: Sentence): string {
  return `${who} ${did}${thing}${rest}`.trim()
}

type Said = { did: string; thing?: string; rest?: string }

/** What each action says; actions that are not here say their own name and the thing. */
const DEEDS: Readonly<Record<string, (entry: Entry, timeZone: string) => Said>> = {
  added: (entry) => ({ did: 'added ', thing: thingOf(entry) }),
  deleted: (entry) => ({ did: 'deleted ', thing: thingOf(entry) }),
  changed: changedSaid,
  founded: () => ({ did: 'founded ', thing: 'the company' }),
  erased: () => ({ did: 'erased ', thing: 'the company' }),
  'saved draft': (entry) => ({ did: 'saved a draft of ', thing: thingOf(entry) }),
  'discarded draft': () => ({ did: 'discarded ', thing: 'a draft of a test' }),
  signed: (entry) => ({ did: 'signed ', thing: thingOf(entry) }),
  superseded: (entry) => ({ did: 'corrected ', thing: thingOf(entry) }),
  'allowed signing': (entry) => ({
    did: 'allowed signing ',
    thing: thingOf(entry),
    rest: ' although licence or gauge was out of date',
  }),
  'concluded due dates': (entry) => ({ did: 'concluded the due dates of ', thing: thingOf(entry) }),
  replaced: (entry) => ({ did: 'replaced ', thing: nameAt(entry, 0), rest: ` with ${nameAt(entry, 1)}` }),
  'billing changed': (entry, zone) => ({
    did: 'changed ',
    thing: 'the account',
    rest: accountWords(entry.facts, zone),
  }),
  'closed account': (entry, zone) => ({
    did: 'closed ',
    thing: 'the account',
    rest: endWords(entry.facts.ends_at, zone),
  }),
  'reopened account': () => ({ did: 'reopened ', thing: 'the account' }),
  committed: (entry) => ({
    did: 'committed ',
    thing: nameAt(entry, 0),
    rest: `, ${nounWords('import_rows', entry.row_count)}`,
  }),
  undone: (entry) => ({
    did: 'undid ',
    thing: nameAt(entry, 0),
    rest: `, ${nounWords('import_rows', entry.row_count)}`,
  }),
  'took certificates': (entry) => ({
    did: 'took along ',
    thing: nounWords(entry.noun, entry.row_count),
    rest: ' as one archive',
  }),
  'started export': () => ({ did: 'started ', thing: 'a data export' }),
  'finished export': () => ({ did: 'finished ', thing: 'a data export' }),
  'failed export': () => ({ did: 'broke off ', thing: 'a data export' }),
  'refused export': () => ({ did: 'was refused ', thing: 'a data export' }),
}

function changedSaid(entry: Entry, timeZone: string): Said {
  const columns = z.array(z.string()).catch([]).parse(entry.facts.columns)
  const thing = thingOf(entry)
  const gone = entry.changes.deleted_at ?? entry.changes.removed_at
  if (columns.includes('deleted_at') || columns.includes('removed_at')) {
    const back = gone !== undefined && gone[1] === null
    const did = entry.noun === 'profiles' ? 'removed ' : 'deleted '
    return {
      did: back ? 'brought back ' : did,
      thing,
      ...(entry.noun === 'profiles' && !back ? { rest: ' from the team' } : {}),
    }
  }
  const changes = changesOf(columns, entry.changes)
  const [only] = changes
  if (only === undefined) return { did: 'changed ', thing }
  if (changes.length === 1)
    return { did: `changed the ${columnWords(only.column)} of `, thing, rest: fromTo(only, entry, timeZone) }
  if (changes.every((one) => one.values === null))
    return { did: `changed the ${listed(changes.map((one) => columnWords(one.column)))} of `, thing }
  return {
    did: 'changed ',
    thing,
    rest: `: ${changes.map((one) => columnWords(one.column) + fromTo(one, entry, timeZone)).join('; ')}`,
  }
}

function fromTo({ column, values }: Change, { names }: Entry, timeZone: string): string {
  if (values === null) return ''
  const [was, is] = values.map((value) => valueWords(column, value, names, timeZone))
  return ` from ${was} to ${is}`
}

function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`
}

/** What the entry is about: by name where it is one thing, else how many. */
function thingOf(entry: Entry): string {
  return entry.row_count === 1 ? nameAt(entry, 0) : nounWords(entry.noun, entry.row_count)
}

/** The name as it is today; else as the entry kept it; else what kind of thing it was. */
function nameAt({ noun, target_ids, names, thing }: Entry, place: 0 | 1): string {
  const id = target_ids[place]
  const name = (id === undefined ? undefined : names[id]) ?? (place === 0 ? thing : null)
  return name === null || name === undefined ? aNoun(noun) : thingWords(noun, name)
}

const ACCOUNTS: Readonly<Record<string, string>> = {
  trialing: 'trial',
  active: 'active',
  past_due: 'past due',
  canceled: 'closed',
}
const accountWord = (status: unknown): string => (typeof status === 'string' ? (ACCOUNTS[status] ?? status) : 'none')

function accountWords({ was, status, ends_at }: Entry['facts'], timeZone: string): string {
  const change = was === status ? '' : ` from ${accountWord(was)} to ${accountWord(status)}`
  const ends = typeof ends_at === 'string'
  return `${change}${ends ? endWords(ends_at, timeZone) : was === status ? ': it no longer ends' : ''}`
}

function endWords(endsAt: unknown, timeZone: string): string {
  return typeof endsAt === 'string' ? `, with its end on ${formatInstant(endsAt, timeZone)}` : ''
}
