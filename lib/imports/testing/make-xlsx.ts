import { makeZip, type ZipEntryInput } from './make-zip.ts'

/** A cell to be written: a text, a number, a yes or no, or raw XML of a `c` element's inside with its attributes. */
export type CellInput = string | number | boolean | null | { attributes: string; inside: string }

export interface WorkbookInput {
  sheets: readonly { name: string; rows: readonly (readonly CellInput[])[]; hidden?: boolean }[]
  date1904?: boolean
  /** Texts go to the shared list; false writes them into the cells. */
  shared?: boolean
  /** Replaces or adds parts. */
  parts?: Readonly<Record<string, string>>
}

export function escapeXml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;')
}

function letters(index: number): string {
  return index < 26 ? String.fromCharCode(65 + index) : letters(Math.floor(index / 26) - 1) + letters(index % 26)
}

const NS = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'

/** Style numbers of the styles part below: plain, day, padded ZIP, month-day, fraction. */
export const STYLES = { plain: 0, day: 1, zip: 2, monthDay: 3, fraction: 4 } as const

const STYLES_XML = `<?xml version="1.0" encoding="UTF-8"?><styleSheet ${NS}><numFmts count="3"><numFmt numFmtId="164" formatCode="00000"/><numFmt numFmtId="165" formatCode="d\\-mmm"/><numFmt numFmtId="166" formatCode="# ?/?"/></numFmts><cellStyleXfs count="1"><xf numFmtId="14"/></cellStyleXfs><cellXfs count="5"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="166"/></cellXfs></styleSheet>`

/** A cell holding a number in a style. */
export function styled(value: number | string, style: number): CellInput {
  return { attributes: `s="${style}"`, inside: `<v>${value}</v>` }
}

/** A workbook as Excel writes it, small, for tests. */
export function makeXlsx({ sheets, date1904 = false, shared = true, parts = {} }: WorkbookInput): Buffer {
  const texts: string[] = []
  const cell = (value: CellInput, row: number, column: number): string => {
    const place = `r="${letters(column)}${row}"`
    if (value === null) return ''
    if (typeof value === 'number') return `<c ${place}><v>${value}</v></c>`
    if (typeof value === 'boolean') return `<c ${place} t="b"><v>${value ? 1 : 0}</v></c>`
    if (typeof value === 'object') return `<c ${place} ${value.attributes}>${value.inside}</c>`
    if (!shared) return `<c ${place} t="inlineStr"><is><t xml:space="preserve">${escapeXml(value)}</t></is></c>`
    texts.push(value)
    return `<c ${place} t="s"><v>${texts.length - 1}</v></c>`
  }
  const sheetXml = sheets.map(({ rows }) => {
    const body = rows.map(
      (cells, r) => `<row r="${r + 1}">${cells.map((value, c) => cell(value, r + 1, c)).join('')}</row>`,
    )
    return `<?xml version="1.0" encoding="UTF-8"?><worksheet ${NS}><sheetData>${body.join('')}</sheetData></worksheet>`
  })
  const listed = sheets.map(
    ({ name, hidden }, i) =>
      `<sheet name="${escapeXml(name)}" sheetId="${i + 1}" r:id="rId${i + 1}"${hidden ? ' state="hidden"' : ''}/>`,
  )
  const related = sheets.map(
    (_, i) =>
      `<Relationship Id="rId${i + 1}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet${i + 1}.xml"/>`,
  )
  const sharedXml = `<?xml version="1.0" encoding="UTF-8"?><sst ${NS}>${texts.map((text) => `<si><t xml:space="preserve">${escapeXml(text)}</t></si>`).join('')}</sst>`
  const all: Record<string, string> = {
    '[Content_Types].xml':
      '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    'xl/workbook.xml': `<?xml version="1.0"?><workbook ${NS} xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><workbookPr${date1904 ? ' date1904="1"' : ''}/><sheets>${listed.join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${related.join('')}</Relationships>`,
    'xl/styles.xml': STYLES_XML,
    ...(shared && { 'xl/sharedStrings.xml': sharedXml }),
    ...Object.fromEntries(sheetXml.map((xml, i) => [`xl/worksheets/sheet${i + 1}.xml`, xml])),
    ...parts,
  }
  return makeZip(Object.entries(all).map(([name, data]): ZipEntryInput => ({ name, data })))
}
