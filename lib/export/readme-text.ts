import type { Manifest } from './manifest.ts'

/** README.txt: what is in the archive, for whoever opens it years from now. */
export function readmeText({ read_from, read_until, tables }: Omit<Manifest, 'files'>): string {
  const moved = tables.filter(({ exact }) => !exact)
  return `${[
    'FlowTrack Pro: everything this company had on file',
    '',
    `Read from ${read_from} until ${read_until}.`,
    '',
    'company.json         The account.',
    'json/                Every table, exactly as it was kept: an array with one row a line. Parents come before children.',
    'csv/                 The same rows for a spreadsheet. A cell that would run as a formula has an apostrophe in front.',
    'photos.csv           Photos, signatures, reports and other files, with an address each that works for seven days.',
    'district_forms.csv   Forms of districts, likewise.',
    'SHA256SUMS           To check the files: sha256sum -c SHA256SUMS',
    'manifest.json        Columns, counts and sums, what was left out and why, signed by the server. It comes last.',
    '',
    moved.length === 0
      ? 'Each table holds as many rows as the database did when it was all read.'
      : `While the archive was made somebody worked on: ${moved
          .map(({ name, rows, rows_in_database }) => `${name} (${rows} here, ${rows_in_database} at the end)`)
          .join(', ')}.`,
    '',
    'Tables:',
    ...tables.map(({ name, rows }) => `  ${name}: ${rows}`),
  ].join('\n')}\n`
}
