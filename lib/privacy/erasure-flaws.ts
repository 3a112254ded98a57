import type { ErasureFacts } from './schema.ts'

/** What speaks against an erasure being whole and proven, a sentence each; none when it is. */
export function erasureFlaws({ company, left, chain_is_whole: whole, certificate }: ErasureFacts): string[] {
  return [
    ...(company === null ? ['There is no such company.'] : []),
    ...(company !== null && company.erased_at === null ? ['The company was not erased.'] : []),
    ...Object.entries(left).map(([what, count]) => `${count} left in ${what}.`),
    ...(whole ? [] : ['The audit chain is broken.']),
    ...(certificate === null ? ['There is no deletion certificate.'] : []),
    ...(certificate?.is_intact === false ? ['The hash of the certificate is wrong.'] : []),
    ...(certificate !== null && certificate.final_at === null ? ['The certificate is not final yet.'] : []),
  ]
}
