'use client'

import { Button } from '@/app/_ui/button.tsx'
import { DialogButton } from '@/app/_ui/dialog.tsx'
import { useFormAction } from '@/app/_ui/heard.ts'
import { SubmitButton } from '@/app/_ui/submit-button.tsx'
import { TextArea } from '@/app/_ui/text-area.tsx'
import { markVisitAction } from './actions.ts'

/** What can be said of a visit next, the likeliest first; saying that nobody got in asks why. */
export function VisitSteps({
  id,
  version,
  state,
  office,
  aside = false,
  fireCalls = [],
}: {
  id: string
  version: number
  state: string
  /** Confirming and cancelling are the office's. */
  office: boolean
  /** Something else is the main thing here, so no button is the primary one. */
  aside?: boolean
  /** Calls that are still to be made for a fire line. */
  fireCalls?: readonly ('called_before' | 'called_after')[]
}) {
  const [answer, mark] = useFormAction(markVisitAction)
  const steps = stepsFrom(state, office)
  return (
    <div className="grid gap-2">
      <form action={mark} className="flex flex-wrap gap-2">
        <input type="hidden" name="id" value={id} />
        <input type="hidden" name="version" value={version} />
        <input type="hidden" name="reason" value="" />
        {fireCalls.map((what) => (
          <SubmitButton key={what} name="what" value={what} variant="secondary" pending="Saving">
            {what === 'called_before' ? 'Called before' : 'Called after'}
          </SubmitButton>
        ))}
        {steps.map((step, index) => (
          <SubmitButton
            key={step.what}
            name="what"
            value={step.what}
            variant={index === 0 && !aside ? 'primary' : 'secondary'}
            pending="Saving"
          >
            {step.label}
          </SubmitButton>
        ))}
        <NoAccess id={id} version={version} />
      </form>
      {answer.status === 'refused' ? (
        <p role="alert" className="text-sm text-fail">
          {Object.values(answer.errors)[0] ?? answer.message}
        </p>
      ) : null}
    </div>
  )
}

type Step = { what: string; label: string }

function stepsFrom(state: string, office: boolean): Step[] {
  const confirm = state === 'planned' ? [{ what: 'confirmed', label: 'Confirmed' }] : []
  const unconfirm = state === 'confirmed' ? [{ what: 'unconfirmed', label: 'Not confirmed' }] : []
  return [
    ...(office ? confirm : []),
    ...(state === 'planned' || state === 'confirmed' ? [{ what: 'en_route', label: 'On the way' }] : []),
    ...(state === 'on_site' ? [] : [{ what: 'on_site', label: 'On site' }]),
    { what: 'done', label: 'Done' },
    ...(office ? [...unconfirm, { what: 'cancelled', label: 'Cancel the visit' }] : []),
  ]
}

function NoAccess({ id, version }: { id: string; version: number }) {
  return (
    <DialogButton trigger="No access" title="Nobody got in">
      <NoAccessForm id={id} version={version} />
    </DialogButton>
  )
}

function NoAccessForm({ id, version }: { id: string; version: number }) {
  const [state, mark] = useFormAction(markVisitAction)
  const refused = state.status === 'refused'
  return (
    <form action={mark} className="grid gap-3">
      <input type="hidden" name="id" value={id} />
      <input type="hidden" name="version" value={version} />
      <input type="hidden" name="what" value="no_access" />
      <TextArea
        name="reason"
        label="Why"
        required
        maxLength={500}
        defaultValue={refused ? state.values.reason : ''}
        error={refused ? (state.errors.reason ?? state.message) : undefined}
        help="Such as: gate locked, no water, assembly buried. It stays in the history; the site waits for another day."
      />
      <div className="flex flex-wrap gap-2">
        {['Gate locked', 'Nobody there', 'No water', 'Not accessible'].map((words) => (
          <Button
            key={words}
            variant="quiet"
            onClick={(event) => {
              const box = event.currentTarget.form?.elements.namedItem('reason')
              if (box instanceof HTMLTextAreaElement) box.value = words
            }}
          >
            {words}
          </Button>
        ))}
      </div>
      <div>
        <SubmitButton pending="Saving">Keep it</SubmitButton>
      </div>
    </form>
  )
}
