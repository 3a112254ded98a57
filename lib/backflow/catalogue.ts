import type { AssemblyType } from './assembly.ts'
import { CATALOGUE, type CatalogueModel } from './catalogue-data.ts'
import { editDistanceAtMostOne } from './near.ts'

/**
 * A maker. `names` are true names of the same house (said in full, by brand, by owner) and are taken over without asking;
 * `typos` and `lines` (a product line standing in the maker's column) are only ever suggested.
 */
export interface Manufacturer {
  name: string
  fullName: string
  names: readonly string[]
  typos: readonly string[]
  lines: readonly string[]
}

function maker(name: string, more: Partial<Omit<Manufacturer, 'name'>> = {}): Manufacturer {
  return { name, fullName: name, names: [], typos: [], lines: [], ...more }
}

/** Makers of the seed catalogue with the names and misspellings seen for them (DOMAIN 1.11). */
export const MANUFACTURERS: readonly Manufacturer[] = [
  maker('Watts', { names: ['Watts Regulator', 'Watts Water'], typos: ['Waters', 'Wats', 'Watt'] }),
  maker('Febco', { names: ['Febco/Watts'] }),
  maker('Wilkins', { fullName: 'Zurn Wilkins', names: ['Zurn Wilkins', 'Zurn', 'Zurn/Wilkins', 'Wilkins Zurn'] }),
  maker('Ames', { names: ['Ames Fire & Waterworks', 'Ames Co'], typos: ['Amess', 'Ammes'], lines: ['Colt'] }),
  maker('Apollo', {
    names: ['Conbraco', 'Apollo/Conbraco', 'Conbraco/Apollo', 'Apollo Valves'],
    typos: ['Appollo'],
  }),
  maker('Backflow Direct', { names: ['BFD'], lines: ['Deringer'] }),
  maker('Flomatic', { names: ['Flo-matic', 'Flomatic Valves'] }),
  maker('Cla-Val', { names: ['Clayton'] }),
  maker('Hersey', { names: ['Hersey/Beeco', 'Beeco', 'Hersey/Mueller'] }),
  maker('Mueller'),
  maker('A.R.I.', { names: ['A.R.I. Flow Control'] }),
  maker('Rain Bird'),
  maker('Toro', { names: ['Toro/Orion', 'Orion'] }),
  maker('Buckner'),
  maker('Weathermatic', { names: ['Weather matic'] }),
  maker('Caleffi'),
]

/** Letters and digits in upper case: how two spellings of one model are found equal ('720-A', '720 a' and '720A'). */
export function normaliseModel(text: string): string {
  return text.toUpperCase().replace(/[^A-Z0-9]/g, '')
}

const BY_NAME = new Map(
  MANUFACTURERS.flatMap((m) => [m.name, m.fullName, ...m.names].map((name) => [normaliseModel(name), m] as const)),
)
const BY_TYPO = new Map(MANUFACTURERS.flatMap((m) => m.typos.map((typo) => [normaliseModel(typo), m] as const)))
const BY_LINE = new Map(MANUFACTURERS.flatMap((m) => m.lines.map((line) => [normaliseModel(line), m] as const)))

export type ManufacturerMatch =
  | { kind: 'known'; name: string }
  | { kind: 'suggest'; name: string; why: 'typo' | 'line' }
  | { kind: 'unknown' }

/**
 * Finds a maker by any of its names whatever the case and dots; a known misspelling, a product line or one wrong letter
 * (names of four letters or more, one candidate) comes back as a suggestion.
 */
export function findManufacturer(text: string): ManufacturerMatch {
  return remembered(MAKERS_ASKED, text, () => searchManufacturer(text))
}

// A sheet names the same few makers and models thousands of times.
const MAKERS_ASKED = new Map<string, ManufacturerMatch>()
const MODELS_ASKED = new Map<string, ModelMatch>()

function remembered<T>(asked: Map<string, T>, question: string, search: () => T): T {
  const known = asked.get(question)
  if (known !== undefined) return known
  const answer = search()
  if (asked.size >= 5_000) asked.clear()
  asked.set(question, answer)
  return answer
}

function searchManufacturer(text: string): ManufacturerMatch {
  const key = normaliseModel(text)
  const known = BY_NAME.get(key)
  if (known) return { kind: 'known', name: known.name }
  const line = BY_LINE.get(key)
  if (line) return { kind: 'suggest', name: line.name, why: 'line' }
  const typo = BY_TYPO.get(key)
  if (typo) return { kind: 'suggest', name: typo.name, why: 'typo' }
  if (key.length < 4) return { kind: 'unknown' }
  const near = new Set([...BY_NAME].filter(([name]) => editDistanceAtMostOne(name, key)).map(([, m]) => m.name))
  const [only] = near
  return near.size === 1 && only !== undefined ? { kind: 'suggest', name: only, why: 'typo' } : { kind: 'unknown' }
}

export type ModelMatch =
  | { kind: 'known'; model: CatalogueModel; text: string }
  | { kind: 'suggest'; model: CatalogueModel; why: 'alias' | 'typo' }
  | { kind: 'other_maker'; model: CatalogueModel }
  | { kind: 'unknown' }

interface Shelf {
  models: Map<string, CatalogueModel>
  aliases: Map<string, CatalogueModel>
}

const SHELVES = new Map<string, Shelf>()
const ANYWHERE = new Map<string, CatalogueModel[]>()
for (const model of CATALOGUE) {
  const shelf = SHELVES.get(model.manufacturer) ?? { models: new Map(), aliases: new Map() }
  SHELVES.set(model.manufacturer, shelf)
  const key = normaliseModel(model.model)
  shelf.models.set(key, model)
  for (const alias of model.aliases) shelf.aliases.set(normaliseModel(alias), model)
  ANYWHERE.set(key, [...(ANYWHERE.get(key) ?? []), model])
}

// 'QT' says quarter-turn shutoffs: the same assembly, and a report wants the complete name.
function withoutShutoffs(key: string): string {
  return key.length > 4 ? key.replace(/QT$/, '') : key
}

/**
 * Finds a model among one maker's (canonical name), or among all makers' when `manufacturer` is null. `known` carries the
 * catalogue's spelling (with the shutoff letters found); a listed alias or one wrong letter (five letters or more, one
 * candidate) is a suggestion; `other_maker` says that exactly one other maker sells that name.
 */
export function findModel(manufacturer: string | null, text: string): ModelMatch {
  return remembered(MODELS_ASKED, `${manufacturer ?? ''}|${text}`, () => searchModel(manufacturer, text))
}

function searchModel(manufacturer: string | null, text: string): ModelMatch {
  const key = normaliseModel(text)
  if (key === '') return { kind: 'unknown' }
  const shelf = manufacturer === null ? undefined : SHELVES.get(manufacturer)
  const exact = shelf?.models.get(key)
  if (exact) return { kind: 'known', model: exact, text: exact.model }
  const alias = shelf?.aliases.get(key)
  if (alias) return { kind: 'suggest', model: alias, why: 'alias' }
  const variant = shelf?.models.get(withoutShutoffs(key))
  if (variant) return { kind: 'known', model: variant, text: `${variant.model}QT` }
  const near = shelf && key.length >= 5 ? nearest(shelf, key) : null
  if (near) return { kind: 'suggest', model: near, why: 'typo' }
  const elsewhere = key.length >= 4 ? (ANYWHERE.get(key) ?? []) : []
  const [only] = elsewhere
  return elsewhere.length === 1 && only ? { kind: 'other_maker', model: only } : { kind: 'unknown' }
}

function nearest(shelf: Shelf, key: string): CatalogueModel | null {
  const hits = [...shelf.models].filter(([name]) => editDistanceAtMostOne(name, key)).map(([, model]) => model)
  return hits.length === 1 ? (hits[0] ?? null) : null
}

/** The types sold under a model's name: one, two where Type I and II share it, none where the list does not say. */
export function typesOfModel(manufacturer: string | null, text: string): readonly AssemblyType[] {
  const match = findModel(manufacturer, text)
  return match.kind === 'unknown' ? [] : match.model.types
}
