import { formatDay } from '@/lib/dates.ts'
import type { KeptRule } from '@/lib/privacy/request-schema.ts'

/** What of a customer stays after deletion: which rule keeps it, and until when. */
export function KeptRules({ kept, done }: { kept: readonly KeptRule[]; done: boolean }) {
  if (kept.length === 0)
    return (
      <p className="text-ink-2">
        {done
          ? 'No rule keeps the rest any more: it goes with the next daily run.'
          : 'No rule keeps anything: all of it goes at once.'}
      </p>
    )
  return (
    <div className="grid gap-2">
      <p className="text-ink-2">
        {done ? 'This stays, without their name:' : 'Deletion takes away who they are. This stays, without their name:'}
      </p>
      <ul className="grid gap-2">
        {kept.map(({ what, rows, rule, until }) => (
          <li key={`${what} ${rule}`} className="grid rounded-md border border-line px-3 py-2">
            <span className="font-medium">{`${rows.toLocaleString('en-US')} ${rows === 1 ? what.replace(/(?:ies|s)$/, (end) => (end === 'ies' ? 'y' : '')) : what}`}</span>
            <span className="text-sm text-ink-2">
              {rule}
              {until === null ? '' : `, until ${formatDay(until)}`}
            </span>
          </li>
        ))}
      </ul>
      <p className="text-sm text-ink-3">
        Reports and photos of tests are sealed: only an admin opens them, and says why. When the last rule ends, the
        daily run takes away the rest.
      </p>
    </div>
  )
}
