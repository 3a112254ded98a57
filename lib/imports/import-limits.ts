/** How much of a file is read before it is refused. Bytes, rows, columns and characters. */
export interface ImportLimits {
  fileBytes: number
  rows: number
  columns: number
  cellChars: number
  recordChars: number
  zipEntries: number
  unzippedBytes: number
  /** Refuse a zip entry that grows more than this many times, once it is larger than `ratioFromBytes`. */
  zipRatio: number
  ratioFromBytes: number
  /** Texts listed in a workbook, and the characters of the different ones. */
  sharedTexts: number
  sharedTextChars: number
}

export const IMPORT_LIMITS: ImportLimits = {
  fileBytes: 50 * 1024 * 1024,
  rows: 200_000,
  columns: 512,
  cellChars: 32_767,
  recordChars: 1_000_000,
  zipEntries: 5_000,
  unzippedBytes: 600 * 1024 * 1024,
  zipRatio: 300,
  ratioFromBytes: 20 * 1024 * 1024,
  sharedTexts: 8_000_000,
  sharedTextChars: 64 * 1024 * 1024,
}

/** Bytes in words: '50 MB'. */
export function megabytes(bytes: number): string {
  return `${Math.floor(bytes / (1024 * 1024))} MB`
}
