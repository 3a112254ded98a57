import { statfsSync } from 'node:fs'

/** A failure a person can do something about: the message is one sentence that says what. Start-up scripts print it without a stack. */
export class Sentence extends Error {
  override name = 'Sentence'
}

/** PostgreSQL's own programs do not run on this machine: the fallback takes over. */
export class CannotRunHere extends Sentence {}

/** The system error code of a failure ('ENOSPC', 'EADDRINUSE', …), or undefined. */
export function systemCode(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined
  return typeof error.code === 'string' ? error.code : undefined
}

const FULL_DISK = /No space left on device|ENOSPC|53100|disk full/i

/** True when next to nothing can be written where the path lies; programs that run into it often just abort. */
export function diskIsFull(path: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(path)
    return bavail * bsize < 32 * 1024 * 1024
  } catch {
    return false
  }
}

/** Turns known machine troubles (full disk, forbidden folder) into a sentence; everything else comes back unchanged. */
export function explain(error: unknown, where: string): unknown {
  if (error instanceof Sentence) return error
  const text = error instanceof Error ? error.message : String(error)
  if (systemCode(error) === 'ENOSPC' || systemCode(error) === '53100' || FULL_DISK.test(text)) {
    return new Sentence(`The disk is full, so ${where} could not be written: free some space and start again.`)
  }
  if (systemCode(error) === 'EACCES' || systemCode(error) === 'EPERM' || systemCode(error) === 'EROFS') {
    return new Sentence(
      `${where} cannot be written by this user (${text}): give this user write access and start again.`,
    )
  }
  return error
}

/** What to print for a failure: the sentence alone, or the whole error when it is a fault of ours. */
export function printable(error: unknown): string {
  if (error instanceof Sentence) return error.message
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}
