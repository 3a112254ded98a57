/** `npm run proof` runs the same tests at the full figures; otherwise a part is enough for every day. */
export const PROOF = process.env.FLOWTRACK_PROOF === '1'

/** The full list for a proof, else the part. */
export const figures = <T>(full: readonly T[], part: readonly T[]): readonly T[] => (PROOF ? full : part)
