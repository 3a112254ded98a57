/** What the worker is given: plain data, copied into its thread. */
export type ArchiveTask = {
  plan: ArchivePlan
  reader: Reader
  /** The key archives are signed with, not the secret it is made from. */
  key: Uint8Array
}

/** What begin_export() answers. */
export type ArchivePlan = {
  id: string
  company_id: string
  at: string
  tables: { name: string; columns: string[] }[]
  left_out: { table: string; columns: string[]; why: string }[]
}

/** Where rows are asked for, as whom and for which export: the caller's own token, so the database judges each page by their rights. */
export type Reader = { url: string; publishableKey: string; token: string; exportId: string }

/**
 * What the worker says back: bytes when they are asked for, then what the archive holds. Bytes cross as Latin-1 text: a
 * buffer lies outside the heap, and the collector comes for those only once 64 MB of them lie about.
 */
export type ArchiveMessage = { latin1: string } | { totals: ArchiveTotals }
export type ArchiveTotals = { rows: Record<string, number>; exact: boolean }
