import { formatInstant } from '../dates.ts'
import { Html, html } from '../html.ts'
import type { CustomerData } from './request-schema.ts'

const HEADINGS: Readonly<Record<string, string>> = {
  customers: 'You',
  customer_locations: 'Your sites',
  devices: 'Your assemblies',
  device_history: 'Changes to your assemblies',
  device_photos: 'Photos',
  test_records: 'Tests',
  test_readings: 'Readings',
  work_orders: 'Work orders',
  scheduled_jobs: 'Visits',
  invoices: 'Invoices',
  notification_log: 'Messages to you',
  import_rows: 'Rows of sheets that were brought in',
  privacy_requests: 'Your requests',
}
/** Ids and marks of ours that say nothing to a person; the file for another system holds them. */
const OURS = /(^|_)(id|key|keys|version)$/

/** One customer's data as a page to read: a heading for each kind, a list of facts for each row. Needs nothing but itself. */
export function dataPage(data: CustomerData, company: string): string {
  const sections = Object.entries(data.tables).map(
    ([table, rows]) => html`<h2>${HEADINGS[table] ?? words(table)}</h2>
${joined(rows.map(rowFacts))}`,
  )
  return html`<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>What ${company} has on file</title>
<style>body{font:16px/1.5 system-ui;max-width:46rem;margin:2rem auto;padding:0 1rem}dl{display:grid;grid-template-columns:12rem 1fr;gap:.25rem 1rem;border-top:1px solid #bbb;padding-top:.75rem}dt{color:#555}dd{margin:0;overflow-wrap:anywhere}</style>
<h1>What ${company} has on file</h1>
<p>Made ${formatInstant(data.made_at)} UTC.</p>
${joined(sections)}
</html>
`.text
}

function rowFacts(row: CustomerData['tables'][string][number]): Html {
  const facts = Object.entries(row).filter(([name, value]) => value !== null && value !== '' && !OURS.test(name))
  return html`<dl>${joined(facts.map(([name, value]) => html`<dt>${words(name)}</dt><dd>${typeof value === 'string' || typeof value === 'number' ? value : JSON.stringify(value)}</dd>`))}</dl>
`
}

const joined = (parts: readonly Html[]): Html => new Html(parts.map((part) => part.text).join(''))
const words = (name: string): string => {
  const text = name.replace(/_(on|at)$/, '').replaceAll('_', ' ')
  return text.slice(0, 1).toUpperCase() + text.slice(1)
}
