import type { Choice } from '../lists/filter-choices.ts'
import type { Supabase } from '../supabase/server.ts'
import type { FigureChart, FigureTable } from './figure-table.ts'
import type { Window } from './window.ts'

/** What a report may be narrowed to, by its name in the address. */
export type Narrowing = 'district' | 'technician'

/** A report: who may read it, and how it comes from the database to its tables and its one chart. */
export type NumbersReport = {
  label: string
  /** What is counted, and how. */
  about: string
  permission: string
  narrowing: Narrowing | null
  read: (db: Supabase, window: Window, narrowed: string | undefined) => Promise<ReportFigures>
}
export type ReportFigures = { choices: Choice[]; chart: FigureChart; tables: FigureTable[]; empty: boolean }
