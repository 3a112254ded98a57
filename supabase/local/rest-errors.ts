/**
 * PostgREST's answer to each database error. The gateway's package knows a part of them and calls the rest a fault of the
 * server; what it does not know is put into the shape of `raise sqlstate 'PGRST'`, which it answers to the letter.
 */
export function asPostgrestError(error: unknown): unknown {
  const found = databaseError(error)
  if (!found || ANSWERED_WELL.has(found.code) || found.code.startsWith('PT') || found.code === 'PGRST') return error
  const { code, message, detail, hint } = found
  return {
    code: 'PGRST',
    message: JSON.stringify({ code, message, details: detail ?? null, hint: hint ?? null }),
    detail: JSON.stringify({ status: statusOf(code), headers: {} }),
  }
}

/** PostgREST's answer, whole, to an error in a function that a known caller asked for. */
export function answerError(error: unknown): Response {
  const found = databaseError(error)
  if (!found) throw error
  if (!isExpected(error)) console.error(error)
  const { code, message, detail, hint } = found
  const own = /^PT([2-5]\d\d)$/.exec(code)?.[1]
  const status = own === undefined ? (OF_OWN_CODE[code] ?? statusOf(code)) : Number(own)
  return Response.json({ code, details: detail ?? null, hint: hint ?? null, message }, { status, headers: JSON_TYPE })
}

const JSON_TYPE = { 'content-type': 'application/json; charset=utf-8' }
const OF_OWN_CODE: Record<string, number> = {
  '42501': 403,
  '42P01': 404,
  '42883': 404,
  '42P17': 500,
  '23503': 409,
  '23505': 409,
  '25006': 405,
}

/** Refusals that are part of normal life; anything else is worth a line in the log. */
export function isExpected(error: unknown): boolean {
  const found = databaseError(error)
  return found !== undefined && !/^(XX|08|53|58|57P)/.test(found.code)
}

const ANSWERED_WELL = new Set(['42501', '42P01', '42883', '42P17', '42703', '23505', '23503', '25006'])

const BY_CODE: Record<string, number> = { P0001: 400, '53400': 500 }
const BY_CLASS: Record<string, number> = {
  '08': 503,
  '09': 500,
  '0L': 403,
  '0P': 403,
  '25': 500,
  '28': 403,
  '2D': 500,
  '38': 500,
  '39': 500,
  '3B': 500,
  '40': 500,
  '53': 503,
  '54': 500,
  '55': 500,
  '57': 500,
  '58': 500,
  F0: 500,
  HV: 500,
  P0: 500,
  XX: 500,
}

function statusOf(code: string): number {
  return BY_CODE[code] ?? BY_CLASS[code.slice(0, 2)] ?? 400
}

type DatabaseError = { code: string; message: string; detail?: string | undefined; hint?: string | undefined }

function databaseError(error: unknown): DatabaseError | undefined {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return undefined
  if (!/^[0-9A-Z]{5}$/.test(error.code)) return undefined
  const text = (key: 'detail' | 'hint'): string | undefined => {
    const value: unknown = Object.getOwnPropertyDescriptor(error, key)?.value
    return typeof value === 'string' ? value : undefined
  }
  return { code: error.code, message: error.message, detail: text('detail'), hint: text('hint') }
}
