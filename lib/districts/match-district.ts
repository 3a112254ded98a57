import { editDistanceAtMostOne } from '../backflow/near.ts'
import { DISTRICT_RULES } from './district-data.ts'
import type { DistrictRule } from './district-rule.ts'

/**
 * `exact`: the rulebook's purveyor, by name, short name or alias. `suggest`: one letter away, or only its city is named.
 * `pseudo`: a way of filing, not a purveyor; `rule` or `text` is what remains of it ('JUPITER-HYDROSOFT' leaves Jupiter).
 */
export type DistrictMatch =
  | { kind: 'exact'; rule: DistrictRule }
  | { kind: 'suggest'; rule: DistrictRule; why: 'near' | 'city' }
  | { kind: 'pseudo'; rule: DistrictRule | null; text: string | null }
  | { kind: 'none' }

const PSEUDO =
  /\b(?:syncta|hydro\s*soft|bsi|swift\s*comply|vepo|tokay|submitted|not submitted|submit|do not submit|no submission|private|only)\b/gi
const IS_PSEUDO = /\b(?:syncta|hydro\s*soft|submitted|do not submit|no submission)\b/i
const SMALL = new Set(['of', 'and', 'the', 'de', 'la', 'del'])

/** Lower case, letters and digits, 'City of' and 'Town of' dropped: how names of purveyors are compared. */
export function normaliseDistrict(name: string): string {
  return name
    .toLowerCase()
    .normalize('NFKD')
    .replace(/&/g, ' and ')
    .replace(/\bsaint\b/g, 'st')
    .replace(/^\s*(?:the\s+)?(?:city|town|village)\s+of\s+/, '')
    .replace(/[^a-z0-9]/g, '')
}

/** A purveyor's name without stray space; all capitals or all small letters become a title ('BOYNTON BEACH ' is 'Boynton Beach'). */
export function tidyDistrictName(text: string): string {
  const spaced = text.replace(/\s+/g, ' ').trim()
  const shouted = spaced === spaced.toUpperCase()
  if (!shouted && spaced !== spaced.toLowerCase()) return spaced
  if (shouted && /^[A-Z]{2,5}$/.test(spaced)) return spaced
  return spaced
    .toLowerCase()
    .split(' ')
    .map((word, index) =>
      index > 0 && SMALL.has(word)
        ? word
        : word.replace(/(^|[-/(])(\p{L})/gu, (_, sign: string, letter: string) => sign + letter.toUpperCase()),
    )
    .join(' ')
}

type Index = Map<string, DistrictRule[]>

function indexBy(names: (rule: DistrictRule) => readonly string[]): Index {
  const index: Index = new Map()
  for (const rule of DISTRICT_RULES) {
    for (const key of new Set(names(rule).map(normaliseDistrict))) index.set(key, [...(index.get(key) ?? []), rule])
  }
  return index
}

const BY_NAME = indexBy((rule) => [rule.name, rule.short_name, ...rule.aliases])
const BY_CITY = indexBy((rule) => rule.cities)

function only(rules: readonly DistrictRule[] | undefined, state: string | null): DistrictRule | null {
  const here = (rules ?? []).filter((rule) => state === null || rule.state === state)
  return here.length === 1 ? (here[0] ?? null) : null
}

/** Finds the purveyor a text names, among those of `state` (two letters), or of all states when it is null. */
export function matchDistrict(text: string, state: string | null): DistrictMatch {
  const asked = `${state ?? ''}|${text}`
  const answered = ANSWERED.get(asked)
  if (answered) return answered
  const match = findDistrict(text, state)
  if (ANSWERED.size >= 2_000) ANSWERED.clear()
  ANSWERED.set(asked, match)
  return match
}

// A sheet names the same few purveyors thousands of times.
const ANSWERED = new Map<string, DistrictMatch>()

function findDistrict(text: string, state: string | null): DistrictMatch {
  const key = normaliseDistrict(text)
  if (key === '') return { kind: 'none' }
  const exact = only(BY_NAME.get(key), state)
  if (exact) return { kind: 'exact', rule: exact }
  if (IS_PSEUDO.test(text)) return pseudo(text, state)
  if (key.length >= 5) {
    const near = [...BY_NAME].filter(([name]) => editDistanceAtMostOne(name, key)).flatMap(([, rules]) => rules)
    const rule = only([...new Set(near)], state)
    if (rule) return { kind: 'suggest', rule, why: 'near' }
  }
  const city = only(BY_CITY.get(key), state)
  return city ? { kind: 'suggest', rule: city, why: 'city' } : { kind: 'none' }
}

function pseudo(text: string, state: string | null): DistrictMatch {
  const rest = text
    .replace(PSEUDO, ' ')
    .replace(/\b(?:to|via|in|by|on|through)\b/gi, ' ')
    .replace(/[^\p{L}\p{N}.&' ]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  if (normaliseDistrict(rest).length < 3) return { kind: 'pseudo', rule: null, text: null }
  return { kind: 'pseudo', rule: only(BY_NAME.get(normaliseDistrict(rest)), state), text: tidyDistrictName(rest) }
}
