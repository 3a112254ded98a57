'use client'

import { TextArea } from '@/app/_ui/text-area.tsx'
import { TextInput } from '@/app/_ui/text-input.tsx'

type Box = (name: string) => { name: string; defaultValue: string; error: string | undefined }

/** The boxes a due basis needs, and no others. */
export function DueFields({ basis, box }: { basis: string; box: Box }) {
  if (basis === '' || basis === 'EVENT_ONLY') return <input type="hidden" name="interval_months" value="12" />
  return (
    <div className="grid items-start gap-4 sm:grid-cols-2">
      {basis === 'ON_NOTICE' ? (
        <>
          <input type="hidden" name="interval_months" value="12" />
          <TextInput
            label="After the letter"
            unit="days"
            inputMode="numeric"
            optional
            help="Empty where the letter names the date."
            {...box('days_from_letter')}
          />
        </>
      ) : (
        <TextInput label="Every" unit="months" inputMode="numeric" required {...box('interval_months')} />
      )}
      {basis === 'FIXED_DATE' ? (
        <TextInput
          label="By"
          required
          placeholder="May 1, Nov 1"
          help="One or more days of the year."
          {...box('dates')}
        />
      ) : null}
      {basis === 'CYCLE_GROUP' ? (
        <TextInput label="Dates of the groups" optional placeholder="May 1, Nov 1" {...box('dates')} />
      ) : null}
      {basis === 'FIXED_DATE_BY_USE' ? (
        <>
          <TextInput label="All other uses by" required placeholder="Aug 31" {...box('other')} />
          <TextArea
            label="By use"
            rows={3}
            className="sm:col-span-2"
            placeholder="irrigation: May 31"
            help="One use a line: irrigation, fire, domestic, process, combined."
            {...box('by_use')}
          />
        </>
      ) : null}
      {basis === 'WINDOW' ? (
        <>
          <TextInput label="Opens" required placeholder="Apr 1" {...box('opens')} />
          <TextInput label="Closes" required placeholder="Sep 30" help="The due date." {...box('closes')} />
        </>
      ) : null}
      {basis === 'ANNIVERSARY_OF_TEST' || basis === 'ON_NOTICE' ? null : (
        <TextInput
          label="Counts from"
          unit="days before"
          inputMode="numeric"
          optional
          help="A test earlier than this does not count; empty for half the interval."
          {...box('early_days')}
        />
      )}
    </div>
  )
}
