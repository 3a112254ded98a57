import type { Brought } from '@/lib/archives/brought.ts'
import { nounWords } from '@/lib/audit/words.ts'

const TOLD = ['customers', 'devices', 'test_records', 'invoices']

/** What came in with an archive, in a few words. */
export function BroughtMark({ brought: { signed, rows, files } }: { brought: Brought }) {
  const told = TOLD.map((name) => `${(rows[name] ?? 0).toLocaleString('en-US')} ${nounWords(name, rows[name] ?? 0)}`)
  return (
    <div className="grid gap-1">
      <p className="mark is-pass">{`The archive is in: ${told.join(', ')}.`}</p>
      <p className="text-sm text-ink-2">
        {signed
          ? 'It carried our signature, so its tests are as genuine as they were.'
          : 'It did not carry our signature, so its signed tests came in as imported and its audit log stayed out.'}
        {files === 0
          ? ''
          : ` ${files.toLocaleString('en-US')} ${files === 1 ? 'file is' : 'files are'} named in it without being inside.`}
      </p>
    </div>
  )
}
