import { parse } from 'csv-parse/sync'
import { ok, refuse, type Result } from '../errors.ts'
import { priceSchema } from './schema.ts'
import { PRICE_KIND_WORDS, PRICE_KINDS } from './words.ts'

export type PriceRow = {
  kind: string
  name: string
  device_type: string | null
  size: string | null
  model: string | null
  company_district_id: string | null
  unit_cents: number
  taxed: boolean
}

/** Names of columns as price lists have them, in small letters. */
const HEADS: Readonly<Record<string, string>> = {
  for: 'kind',
  kind: 'kind',
  category: 'kind',
  name: 'name',
  item: 'name',
  description: 'name',
  type: 'type',
  size: 'size',
  model: 'model',
  purveyor: 'purveyor',
  district: 'purveyor',
  price: 'price',
  rate: 'price',
  amount: 'price',
  taxed: 'taxed',
  taxable: 'taxed',
}

/**
 * Reads rows pasted from a spreadsheet (tabs) or a CSV, with a head of names. A row that cannot be read refuses the whole
 * sheet and is named, so that nothing comes in half.
 */
export function readPriceSheet(text: string, districts: readonly { id: string; name: string }[]): Result<PriceRow[]> {
  let table: string[][]
  try {
    table = parse(text, {
      delimiter: text.includes('\t') ? '\t' : ',',
      relax_column_count: true,
      bom: true,
      trim: true,
      skip_empty_lines: true,
    })
  } catch {
    return refuse(
      'sheet_unreadable',
      'These rows cannot be read. Copy them from a spreadsheet, with the line of names.',
      'sheet',
    )
  }
  const [head = [], ...rows] = table
  const columns = head.map((name) => HEADS[name.toLowerCase()])
  if (!columns.includes('price') || rows.length === 0)
    return refuse(
      'sheet_without_price',
      'The first line must name the columns: For, Name, Type, Size, Model, Purveyor, Price.',
      'sheet',
    )
  if (rows.length > 2_000) return refuse('sheet_too_long', 'Bring in up to 2,000 rows at a time.', 'sheet')
  const read: PriceRow[] = []
  for (const [index, cells] of rows.entries()) {
    const of = (name: string): string => cells[columns.indexOf(name)]?.trim() ?? ''
    const wrong = (message: string) => refuse('sheet_row', `Row ${index + 2}: ${message}`, 'sheet')
    const kind = kindOf(of('kind'))
    if (kind === undefined) return wrong(`“${of('kind')}” is not one of ${Object.values(PRICE_KIND_WORDS).join('; ')}.`)
    const district = districts.find(({ name }) => name.toLowerCase() === of('purveyor').toLowerCase())
    if (of('purveyor') !== '' && district === undefined)
      return wrong(`the purveyor “${of('purveyor')}” is not on your list.`)
    const parsed = priceSchema.safeParse({
      id: crypto.randomUUID(),
      kind,
      name: of('name') === '' ? PRICE_KIND_WORDS[kind] : of('name'),
      device_type: of('type'),
      size: of('size'),
      model: of('model'),
      company_district_id: district?.id ?? '',
      price: of('price'),
      taxed: /^(y|yes|true|x|1)$/i.test(of('taxed')) ? 'yes' : '',
    })
    if (!parsed.success) return wrong(parsed.error.issues[0]?.message ?? 'it cannot be read.')
    const { id: _, price: unit_cents, ...row } = parsed.data
    read.push({ ...row, unit_cents })
  }
  return ok(read)
}

function kindOf(text: string): (typeof PRICE_KINDS)[number] | undefined {
  const said = text.toLowerCase()
  return PRICE_KINDS.find(
    (kind) =>
      kind === said ||
      PRICE_KIND_WORDS[kind].toLowerCase() === said ||
      kind.replace('_', ' ') === said ||
      (kind === 'labour' && /^labou?r/.test(said)),
  )
}
