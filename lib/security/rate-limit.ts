/** Attempts allowed per key and window. Counted in Postgres, so that every server process counts together. */
export const RATE_LIMITS = {
  sign_in_account: { limit: 10, windowSeconds: 900 },
  sign_in_address: { limit: 60, windowSeconds: 900 },
  sign_up_address: { limit: 20, windowSeconds: 3600 },
  reset_account: { limit: 5, windowSeconds: 3600 },
  reset_address: { limit: 20, windowSeconds: 3600 },
  invite_company: { limit: 60, windowSeconds: 3600 },
  invitation_address: { limit: 60, windowSeconds: 900 },
  verify_address: { limit: 120, windowSeconds: 900 },
  export_address: { limit: 5, windowSeconds: 3600 },
  contact_address: { limit: 5, windowSeconds: 3600 },
  contact_all: { limit: 100, windowSeconds: 3600 },
  portal_account: { limit: 5, windowSeconds: 3600 },
  portal_address: { limit: 30, windowSeconds: 3600 },
  portal_code: { limit: 10, windowSeconds: 900 },
  portal_archive: { limit: 10, windowSeconds: 3600 },
  archive_address: { limit: 10, windowSeconds: 3600 },
} as const
export type RateLimit = keyof typeof RATE_LIMITS

/** "Too many attempts. Try again in 12 minutes." */
export function waitSentence(seconds: number): string {
  const minutes = Math.ceil(seconds / 60)
  return `Too many attempts. Try again in ${minutes === 1 ? 'a minute' : `${minutes} minutes`}.`
}
