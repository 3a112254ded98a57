/**
 * Entries kept in the browser until they are saved: nothing typed is lost to a reload or a dead battery. Keyed by person,
 * company and assembly; cleared once saved and at sign-out, and never shown to another person on the same machine.
 */
import type { FormValues } from './form-values.ts'

const PREFIX = 'flowtrack:test:'
/** Counts up when the shape of the values changes: older ones are dropped. */
const SHAPE = 1

export interface LocalDraft {
  values: FormValues
  /** ISO instant. */
  keptAt: string
}

/** `about` is the assembly, and the draft or record the form started from. */
export function draftKey(userId: string, companyId: string, about: readonly (string | null)[]): string {
  return `${PREFIX}${userId}:${companyId}:${about.map((each) => each ?? 'new').join(':')}`
}

/** What is kept under a key; null when there is nothing, or nothing readable. Drops what other people left behind. */
export function loadLocalDraft(key: string, userId: string): LocalDraft | null {
  return withStorage((storage) => {
    for (const each of keysOf(storage)) if (!each.startsWith(`${PREFIX}${userId}:`)) storage.removeItem(each)
    const text = storage.getItem(key)
    if (text === null) return null
    const found: unknown = JSON.parse(text)
    if (typeof found !== 'object' || found === null || !('shape' in found) || found.shape !== SHAPE) return null
    return found as unknown as LocalDraft
  })
}

/** Keeps the values; silently does not where the browser refuses (private windows, a full disk). */
export function keepLocalDraft(key: string, values: FormValues, keptAt: string): void {
  withStorage((storage) => storage.setItem(key, JSON.stringify({ shape: SHAPE, values, keptAt })))
}

/** Forgets one form's entries: they are saved, or thrown away. */
export function forgetLocalDraft(key: string): void {
  withStorage((storage) => storage.removeItem(key))
}

/** Forgets all of them: at sign-out. */
export function forgetAllLocalDrafts(): void {
  withStorage((storage) => {
    for (const key of keysOf(storage)) storage.removeItem(key)
  })
}

function keysOf(storage: Storage): string[] {
  return Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? '').filter((key) =>
    key.startsWith(PREFIX),
  )
}

function withStorage<T>(use: (storage: Storage) => T): T | null {
  try {
    return use(window.localStorage)
  } catch {
    return null
  }
}
