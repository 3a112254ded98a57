import { isProfileName, RULE_PROFILES } from '../backflow/profiles.ts'
import type { CleanContext } from './clean-context.ts'
import { previewFile, type FileOptions } from './preview-file.ts'
import { previewRow } from './preview-row.ts'
import { isRefusal } from './raw-rows.ts'
import { readSheet } from './read-sheet.ts'
import { recogniseSheet, suggestMapping, type ColumnMapping } from './recognise-sheet.ts'
import { DEVICE_FIELDS, TEST_FIELDS, type DeviceField, type TestField } from './target-fields.ts'
import { parseState } from './states.ts'

/** Where the command writes: one line at a time to `out` (awaited, so that a slow reader slows us), hints to `err`. */
export interface CliStreams {
  out: (line: string) => Promise<void>
  err: (line: string) => void
}

const USAGE = `npm run --silent import -- FILE --preview [--map "COLUMN=field" ...] [--sheet NAME] [--state FL] [--profile USC10]
Prints one JSON line per row and a last line with totals; nothing is written anywhere. Codes: docs/import-codes.md.
Fields of assemblies: ${DEVICE_FIELDS.map(({ key }) => key).join(' ')}
Fields of tests: ${TEST_FIELDS.map(({ key }) => key).join(' ')}`

interface CliArguments {
  file: string
  preview: boolean
  maps: (readonly [string, string])[]
  sheet: string | null
  context: Partial<CleanContext>
}

/** Runs the command. Answers the exit code: 0 done, 1 the file was refused (wholly or from some row on), 2 misuse. */
export async function runImportCli(argv: readonly string[], streams: CliStreams): Promise<0 | 1 | 2> {
  const parsed = parseArguments(argv)
  if (typeof parsed === 'string') {
    streams.err(`${parsed}\n${USAGE}`)
    return 2
  }
  const options: FileOptions = { context: parsed.context, ...(parsed.sheet !== null && { sheetName: parsed.sheet }) }
  if (parsed.maps.length > 0) {
    const mapping = await mapByHand(parsed, options)
    if (typeof mapping === 'string') {
      streams.err(mapping)
      return 2
    }
    if (mapping !== null) options.mapping = mapping
  }
  const preview = await previewFile(parsed.file, options)
  if (!preview.ok) {
    const { ok: _, ...error } = preview
    await streams.out(JSON.stringify({ error }))
    return 1
  }
  for await (const item of preview.rows) {
    if (isRefusal(item)) {
      const { ok: _, ...error } = item
      await streams.out(JSON.stringify({ error, totals: preview.totals() }))
      return 1
    }
    await streams.out(JSON.stringify(previewRow(item)))
  }
  await streams.out(JSON.stringify({ totals: preview.totals() }))
  return 0
}

function parseArguments(argv: readonly string[]): CliArguments | string {
  const result: CliArguments = { file: '', preview: false, maps: [], sheet: null, context: {} }
  for (let at = 0; at < argv.length; at += 1) {
    const word = argv[at] ?? ''
    const [flag, inline] = word.startsWith('--') ? splitOnce(word) : [word]
    const value = (): string => inline ?? argv[(at += 1)] ?? ''
    if (flag === '--preview') result.preview = true
    else if (flag === '--map') {
      const [column, field] = splitLast(value())
      if (column === '' || field === '') return 'Write --map "COLUMN=field".'
      result.maps.push([column, field])
    } else if (flag === '--sheet') result.sheet = value()
    else if (flag === '--state') result.context.state = parseState(value())
    else if (flag === '--profile') {
      const name = value()
      if (!isProfileName(name)) return `There is no rule profile "${name}".`
      result.context.profile = RULE_PROFILES[name]
    } else if (flag.startsWith('--')) return `There is no option ${flag}.`
    else if (result.file === '') result.file = word
    else return `Only one file at a time: ${word} is one too many.`
  }
  if (result.file === '') return 'Name the file to read.'
  return result.preview ? result : 'Without a server a file can only be previewed: add --preview.'
}

function splitOnce(word: string): [string, string?] {
  const at = word.indexOf('=')
  return at === -1 ? [word] : [word.slice(0, at), word.slice(at + 1)]
}

function splitLast(pair: string): [string, string] {
  const at = pair.lastIndexOf('=')
  return at === -1 ? ['', ''] : [pair.slice(0, at).trim(), pair.slice(at + 1).trim()]
}

// What --map names is taken; every other column keeps the field it would have had, unless that field is now taken.
async function mapByHand({ file, maps }: CliArguments, options: FileOptions): Promise<ColumnMapping | string | null> {
  const opened = await readSheet(file, options)
  if (!opened.ok) return null
  await opened.close()
  const columns = opened.header.columns
  const base = recogniseSheet(columns).mapping ?? suggestMapping(columns)
  const chosen = new Map<string, string>()
  for (const [name, field] of maps) {
    const column = columns.find((known) => known.toLowerCase() === name.toLowerCase())
    if (column === undefined) return `The sheet has no column "${name}". It has: ${columns.join(', ')}.`
    chosen.set(column, field)
  }
  const wanted = [...chosen.values()]
  const isTests =
    wanted.some((field) => isTestField(field) && !isDeviceField(field)) ||
    (base.kind === 'tests' && wanted.every(isTestField))
  const wrong = wanted.find((field) => !(isTests ? isTestField(field) : isDeviceField(field)))
  if (wrong !== undefined) return `"${wrong}" is not a field of ${isTests ? 'tests' : 'assemblies'}.`
  return isTests
    ? { kind: 'tests', columns: merged(base.kind === 'tests' ? base.columns : {}, chosen, isTestField) }
    : { kind: 'devices', columns: merged(base.kind === 'devices' ? base.columns : {}, chosen, isDeviceField) }
}

function merged<K extends string>(
  base: Record<string, K>,
  chosen: ReadonlyMap<string, string>,
  isField: (text: string) => text is K,
): Record<string, K> {
  const result: Record<string, K> = {}
  const taken = new Set(chosen.values())
  for (const [column, field] of Object.entries(base))
    if (!chosen.has(column) && !taken.has(field)) result[column] = field
  for (const [column, field] of chosen) if (isField(field)) result[column] = field
  return result
}

function isDeviceField(text: string): text is DeviceField {
  return DEVICE_FIELDS.some(({ key }) => key === text)
}

function isTestField(text: string): text is TestField {
  return TEST_FIELDS.some(({ key }) => key === text)
}
