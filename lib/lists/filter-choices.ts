import { ASSEMBLIES, ASSEMBLY_TYPES } from '../backflow/assembly.ts'
import { NOMINAL_SIZES } from '../backflow/size.ts'

export type Choice = { value: string; label: string }

export const TYPE_CHOICES: readonly Choice[] = ASSEMBLY_TYPES.map((type) => ({
  value: type,
  label: ASSEMBLIES[type].short,
}))

export const SIZE_CHOICES: readonly Choice[] = NOMINAL_SIZES.map((size) => ({ value: size, label: `${size} in` }))

/** Codes with their words as choices, in the order of `codes`. */
export function choices<T extends string>(codes: readonly T[], words: Readonly<Record<T, string>>): Choice[] {
  return codes.map((value) => ({ value, label: words[value] }))
}

/** Rows with a name as choices. */
export function namedChoices(rows: readonly { id: string; name: string }[]): Choice[] {
  return rows.map(({ id, name }) => ({ value: id, label: name }))
}

/** Texts that stand for themselves. */
export function textChoices(texts: readonly string[]): Choice[] {
  return texts.map((text) => ({ value: text, label: text }))
}

/** The choices that grow with a company: asked for when somebody opens them. */
export type FilterChoices = { districts: Choice[]; cities: Choice[]; testers: Choice[] }
