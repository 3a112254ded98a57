import pino from 'pino'

/**
 * Structured log on stdout. It names codes, ids and counts, never a customer's data: what is passed here is written
 * by us, and the usual carriers of secrets are censored even so.
 */
export const log = pino({
  base: null,
  redact: {
    paths: ['*.email', '*.phone', '*.password', '*.token', '*.authorization', '*.cookie'],
    censor: '[left out]',
  },
})

/** Logs a fault under a fresh id and returns the id, which is all a person gets to see. */
export function logFault(where: string, error: unknown): string {
  const id = crypto.randomUUID().slice(0, 8)
  log.error({ id, where, ...describeFault(error) })
  return id
}

/** Class, SQLSTATE and frames of the stack: the message may quote a row's values, over several lines, so it stays out. */
function describeFault(error: unknown): Record<string, unknown> {
  if (error instanceof Error) {
    return {
      name: error.name,
      code: 'code' in error ? error.code : undefined,
      stack: error.stack
        ?.split('\n')
        .filter((line) => /^ +at \S.*:\d+:\d+\)?$/.test(line))
        .slice(0, 7),
    }
  }
  if (typeof error === 'object' && error !== null && 'code' in error) return { code: error.code }
  return { name: typeof error }
}
