import type { JsonScalar } from './clean-row-types.ts'

/** Facts of one row by path, in a fixed order for a given shape; nothing nested is left. A fact with an empty path is kept but never reported. */
export type Facts = readonly (readonly [path: string, value: JsonScalar])[]

/**
 * Remembers facts of many rows in little memory: a 32-bit hash for each value, in one growing array. Two values that
 * differ are taken for equal once in four billion.
 */
export interface FactStore {
  /** Stores a row's facts under a key and answers where they are. */
  add: (row: number, shape: string, facts: Facts) => number
  rowAt: (place: number) => number
  /** The paths whose values differ between stored facts and these; every path when the shapes differ. */
  changed: (place: number, shape: string, facts: Facts) => string[]
  /** How one stored fact stands to a value: either of them blank, the same, or another. */
  compare: (place: number, index: number, value: JsonScalar) => 'blank' | 'same' | 'other'
}

/** An empty store. */
export function createFactStore(): FactStore {
  let memory = new Int32Array(1 << 16)
  let end = 0
  const push = (value: number): void => {
    if (end === memory.length) {
      const larger = new Int32Array(memory.length * 2)
      larger.set(memory)
      memory = larger
    }
    memory[end] = value
    end += 1
  }
  return {
    add: (row, shape, facts) => {
      const place = end
      push(row)
      push(hash32(shape))
      for (const [, value] of facts) push(hashOf(value))
      return place
    },
    rowAt: (place) => memory[place] ?? 0,
    changed: (place, shape, facts) => {
      const reshaped = memory[place + 1] !== hash32(shape)
      return facts.flatMap(([path, value], index) =>
        path === '' || (!reshaped && memory[place + 2 + index] === hashOf(value)) ? [] : [path],
      )
    },
    compare: (place, index, value) => {
      const stored = memory[place + 2 + index] ?? 0
      if (stored === 0 || value === null) return 'blank'
      return stored === hashOf(value) ? 'same' : 'other'
    },
  }
}

function hashOf(value: JsonScalar): number {
  return value === null ? 0 : hash32(typeof value === 'string' ? value : `\0${String(value)}`) || 1
}

/** FNV-1a over UTF-16 units, 32 bits. */
export function hash32(text: string, seed = 0x811c9dc5): number {
  let hash = seed
  for (let at = 0; at < text.length; at += 1) {
    hash ^= text.charCodeAt(at)
    hash = Math.imul(hash, 0x01000193)
  }
  return hash | 0
}

/** A text as a number of 53 bits, to be a Map's key in place of the text: two of 200,000 meet once in some 400,000 files. */
export function keyNumber(text: string): number {
  return (hash32(text) >>> 0) * 2_097_152 + (hash32(text, 0x9747b28c) >>> 11)
}
