import { SubmitButton } from '@/app/_ui/submit-button.tsx'

/** One row's own buttons; they stand in the form around the table. */
export function RowAnswers({ row, fate, suggested }: { row: number; fate: string; suggested: boolean }) {
  if (fate === 'refused') return null
  const name = (words: string) => `${words} row ${String(row)}`
  if (fate === 'skipped') {
    return (
      <SubmitButton variant="quiet" name="one" value={`restore:${String(row)}`} label={name('Take back in')}>
        Take back in
      </SubmitButton>
    )
  }
  return (
    <span className="flex justify-end gap-1 max-xl:flex-wrap max-sm:justify-start">
      {fate === 'review' && suggested ? (
        <SubmitButton variant="secondary" name="one" value={`accept:${String(row)}`} label={name('Accept')}>
          Accept
        </SubmitButton>
      ) : null}
      {fate === 'review' ? (
        <SubmitButton variant="secondary" name="one" value={`keep:${String(row)}`} label={name('Keep')}>
          Keep
        </SubmitButton>
      ) : null}
      <SubmitButton variant="quiet" name="one" value={`skip:${String(row)}`} label={name('Leave out')}>
        Leave out
      </SubmitButton>
    </span>
  )
}
