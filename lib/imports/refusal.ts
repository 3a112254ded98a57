/** Why a whole file, or the rest of it, is not read. Listed in docs/import-codes.md. */
export const FILE_REFUSALS = {
  file_empty: 'The file has no bytes.',
  file_missing: 'There is no file at that place.',
  file_too_large: 'The file is larger than an import may be.',
  file_is_old_excel: 'An Excel 97–2003 workbook (.xls).',
  file_is_locked: 'A workbook protected by a password.',
  file_is_xlsb: 'A binary Excel workbook (.xlsb).',
  file_is_opendocument: 'An OpenDocument sheet (.ods) or text.',
  file_is_pdf: 'A PDF.',
  file_is_image: 'A picture.',
  file_is_web_page: 'A web page or XML, often saved with the ending .xls.',
  file_is_archive: 'An archive that holds no workbook.',
  file_is_binary: 'Bytes that are no text and no known sheet.',
  zip_damaged: 'A workbook whose zip is cut off or damaged.',
  zip_bomb: 'A workbook that unpacks to far more than it holds.',
  xlsx_damaged: 'A workbook whose parts are missing or are not well-formed.',
  xlsx_no_sheet: 'A workbook without a sheet that has rows.',
  csv_quote_not_closed: 'A quotation mark opens a cell and never closes.',
  csv_damaged: 'Text that cannot be split into rows.',
  no_header: 'No row of column names was found.',
  no_rows: 'There is a header and nothing below it.',
  too_many_rows: 'More rows than one import takes.',
  too_many_columns: 'More columns than a sheet may have.',
  cell_too_long: 'A cell holds more text than a cell may.',
  columns_not_recognised: 'Neither a known sheet nor mapped by hand.',
} as const
export type RefusalCode = keyof typeof FILE_REFUSALS

/** A refusal a person can act on. `row` and `column` are given when a place in the sheet caused it. */
export interface SheetRefusal {
  ok: false
  code: RefusalCode
  sentence: string
  row?: number
  column?: string
}

/** Carries a refusal out of a parser's callback; never leaves this folder. */
export class RefusalSignal extends Error {
  readonly refusal: SheetRefusal
  constructor(refusal: SheetRefusal) {
    super(refusal.sentence)
    this.name = 'RefusalSignal'
    this.refusal = refusal
  }
}

/** Builds a refusal; a row or column left undefined is left out. */
export function refuse(
  code: RefusalCode,
  sentence: string,
  place: { row?: number; column?: string } = {},
): SheetRefusal {
  const refusal: SheetRefusal = { ok: false, code, sentence }
  if (place.row !== undefined) refusal.row = place.row
  if (place.column !== undefined) refusal.column = place.column
  return refusal
}

/** A column's letter as spreadsheets show it: 0 is A, 26 is AA. */
export function columnLetter(index: number): string {
  let letters = ''
  for (let n = index + 1; n > 0; n = Math.floor((n - 1) / 26))
    letters = String.fromCharCode(65 + ((n - 1) % 26)) + letters
  return letters
}
