import { doneOf, ok, resultOf, type Result } from '../errors.ts'
import { today } from '../dates.ts'
import type { Json } from '../supabase/database.types.ts'
import type { Supabase } from '../supabase/server.ts'
import { applySuggestion, keepFound } from './apply-suggestion.ts'
import type { CleanRow } from './clean-row-types.ts'
import { keysOf } from './clean-row.ts'
import { levelOf, REASON_CODES, type ReasonCode } from './reason-codes.ts'
import { fromStaged, toStaged } from './staged-row.ts'

export type Decision = 'accept' | 'keep' | 'skip' | 'restore'
/** Which rows: those named, or all that need review for this code. */
export type Choice = { rows: number[] } | { code: string }
/** Rows changed; `more` when the time was up before the last row. */
export type Decided = { rows: number; more: boolean }
export type Decider = { db: Supabase; state: string | null; timeZone: string }

/** Said by the comparison with what is on file; the database keeps the answers. */
const FILE_CODES = [
  'device_ambiguous',
  'serial_on_file',
  'type_on_file_differs',
  'place_on_file_differs',
  'customer_on_file_differs',
  'test_on_file_differs',
]
/** Rows read, settled and written back at a time. */
const SLICE = 1000
const MOST_MS = 45_000

/**
 * A person's answer to rows of a staged import. Accepting writes suggestions, keeping leaves what was found, skipping leaves
 * the rows out and restoring takes them back in. A slice at a time and at most 45 seconds: `more` says that rows remain.
 * What is settled already is left alone, so asking again goes on where it stopped.
 */
export async function decideRows(
  { db, state, timeZone }: Decider,
  importId: string,
  decision: Decision,
  choice: Choice,
): Promise<Result<Decided>> {
  const target = 'rows' in choice ? { p_rows: choice.rows } : { p_code: choice.code }
  if (decision === 'skip' || decision === 'restore') {
    const before = 'rows' in choice ? choice.rows.length : await countOf(db, importId, choice.code)
    const done = resultOf(
      await db.rpc('decide_import_rows', { p_import_id: importId, p_decision: decision, ...target }),
    )
    return done.ok ? ok({ rows: before, more: false }) : done
  }
  const context = { state, today: today(timeZone) }
  const code = 'code' in choice ? choice.code : null
  if (code !== null && FILE_CODES.includes(code)) return answerFile(db, importId, decision, code, null)

  const started = performance.now()
  let changed = 0
  let after = -1
  let answers: string[] = []
  while (true) {
    const rows = await readRows(db, importId, choice, after)
    if (!rows.ok) return rows
    after = rows.value.at(-1)?.row_no ?? after
    const written = rows.value.flatMap((row) => {
      const given = fromStaged(row.row_no, row.clean, row.reasons)
      const next = settle(given, row.file_reasons, decision, code, context)
      if (next === given) return []
      const moved = next.keys.device.join('\n') !== row.device_keys.join('\n')
      return [toStaged(next, row.same_as, moved)]
    })
    if (code === null) answers = [...new Set([...answers, ...rows.value.flatMap((row) => row.codes)])]
    const last = rows.value.length < SLICE || 'rows' in choice
    const late = performance.now() - started > MOST_MS
    if (written.length > 0 || last || late) {
      const saved = doneOf(
        await db.rpc('update_import_rows', {
          p_import_id: importId,
          p_rows: written satisfies Json,
          // Compared again at the end only: it looks at the whole sheet.
          p_resolve: last || late,
        }),
      )
      if (!saved.ok) return saved
    }
    changed += written.length
    if (last || late) {
      if ('rows' in choice) {
        for (const fileCode of answers.filter((each) => FILE_CODES.includes(each))) {
          const answered = await answerFile(db, importId, decision, fileCode, choice.rows)
          if (!answered.ok) return answered
          changed += answered.value.rows
        }
      }
      return ok({ rows: changed, more: !last })
    }
  }
}

async function readRows(db: Supabase, importId: string, choice: Choice, after: number) {
  const query = db
    .from('import_rows')
    .select('row_no, clean, reasons, file_reasons, codes, same_as, device_keys')
    .eq('import_id', importId)
    .eq('status', 'review')
    .gt('row_no', after)
  const narrowed =
    'rows' in choice ? query.in('row_no', choice.rows) : query.is('decision', null).contains('codes', [choice.code])
  return resultOf(await narrowed.order('row_no').limit(SLICE))
}

async function countOf(db: Supabase, importId: string, code: string): Promise<number> {
  const { count } = await db
    .from('import_rows')
    .select('row_no', { count: 'exact', head: true })
    .eq('import_id', importId)
    .contains('codes', [code])
  return count ?? 0
}

async function answerFile(
  db: Supabase,
  importId: string,
  decision: 'accept' | 'keep',
  code: string,
  rows: number[] | null,
) {
  const asked = db
    .from('import_rows')
    .select('row_no', { count: 'exact', head: true })
    .eq('import_id', importId)
    .is('decision', null)
    .contains('codes', [code])
  const { count } = await (rows === null ? asked : asked.in('row_no', rows))
  const done = resultOf(
    await db.rpc('decide_import_rows', {
      p_import_id: importId,
      p_decision: decision,
      p_code: code,
      ...(rows === null ? {} : { p_rows: rows }),
    }),
  )
  return done.ok ? ok({ rows: count ?? 0, more: false }) : done
}

type Cleaning = Parameters<typeof applySuggestion>[3]

/** The row with its doubts settled, all or those of one code; the very same row when nothing was to settle. */
function settle(row: CleanRow, fileReasons: Json, decision: 'accept' | 'keep', only: string | null, context: Cleaning) {
  const codes = only === null ? [...new Set(row.reasons.map(({ code }) => code))] : isReasonCode(only) ? [only] : []
  let next = row
  for (const code of codes.filter((each) => levelOf(each) === 'review')) {
    next =
      decision === 'accept'
        ? applySuggestion(next, code, undefined, context)
        : keepFound(next, code, undefined, context)
  }
  return decision === 'accept' && (only === null || only === 'device_unknown')
    ? withNearSerial(next, fileReasons)
    : next
}

/** A test whose serial is on file written slightly otherwise: taking that serial is accepting the suggestion. */
function withNearSerial(row: CleanRow, fileReasons: Json): CleanRow {
  const serial = suggestionOf(fileReasons, 'device_unknown')
  if (serial === null || row.test === null) return row
  const note = {
    code: 'accepted' as const,
    field: 'serial',
    found: row.test.serial ?? '',
    suggestion: serial,
    message: 'device_unknown: the suggestion was accepted.',
  }
  const next: CleanRow = { ...row, test: { ...row.test, serial }, notes: [...row.notes, note] }
  return { ...next, keys: keysOf(next) }
}

function suggestionOf(reasons: Json, code: string): string | null {
  for (const reason of Array.isArray(reasons) ? reasons : []) {
    if (typeof reason !== 'object' || reason === null || Array.isArray(reason) || reason.code !== code) continue
    return typeof reason.suggestion === 'string' ? reason.suggestion : null
  }
  return null
}

function isReasonCode(code: string): code is ReasonCode {
  return Object.hasOwn(REASON_CODES, code)
}
