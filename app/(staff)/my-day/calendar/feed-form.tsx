'use client'

import { useFormAction } from '@/app/_ui/heard.ts'
import { SubmitButton } from '@/app/_ui/submit-button.tsx'
import { TextInput } from '@/app/_ui/text-input.tsx'
import { renewCalendarFeedAction, stopCalendarFeedAction } from './actions.ts'

/** Makes a calendar address, shows it once, and ends it. */
export function FeedForm({ since, renew }: { since: string | null; renew: boolean }) {
  const [made, make] = useFormAction(renewCalendarFeedAction)
  const [ended, end] = useFormAction(stopCalendarFeedAction)
  const address = made.status === 'done' && since !== null ? made.message : undefined
  const refused = made.status === 'refused' ? made : ended.status === 'refused' ? ended : null
  return (
    <div className="grid max-w-form gap-4">
      {refused === null ? null : (
        <p role="alert" className="text-fail">
          {refused.message}
        </p>
      )}
      {address === undefined ? (
        <p>
          {since === null
            ? 'You have no address yet.'
            : `You have an address since ${since}. It was shown once; if it is lost, make a new one.`}
        </p>
      ) : (
        <TextInput
          name="address"
          label="Your address"
          readOnly
          value={address}
          help="Copy it now: it is not shown again. In your calendar choose to add one from a URL, or to subscribe."
        />
      )}
      <div className="flex flex-wrap gap-2">
        {renew ? (
          <form action={make}>
            <SubmitButton pending="Making">
              {since === null ? 'Make an address' : 'Make a new address, and end this one'}
            </SubmitButton>
          </form>
        ) : null}
        {since === null ? null : (
          <form action={end}>
            <SubmitButton variant="secondary" pending="Ending">
              End the address
            </SubmitButton>
          </form>
        )}
      </div>
    </div>
  )
}
