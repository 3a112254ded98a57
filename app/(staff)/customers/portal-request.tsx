'use client'

import { Badge } from '@/app/_ui/badge.tsx'
import { FormErrorSummary } from '@/app/_ui/form-error-summary.tsx'
import { useFormAction } from '@/app/_ui/heard.ts'
import { SubmitButton } from '@/app/_ui/submit-button.tsx'
import { TextInput } from '@/app/_ui/text-input.tsx'
import { TextLink } from '@/app/_ui/text-link.tsx'
import { shownState } from '@/lib/accounts/shown-state.ts'
import { formatDay, formatInstant } from '@/lib/dates.ts'
import { CONTACT_FIELDS } from '@/lib/portal/contact-fields.ts'
import type { PortalRequest } from '@/lib/portal/portal-people.ts'
import { acceptCorrectionAction, declineRequestAction, planRequestAction } from './actions.ts'

/** What a customer asks for in the portal, and the office's answer. */
export function RequestCard({
  request,
  timeZone,
  edit,
  named,
}: {
  request: PortalRequest
  timeZone: string
  edit: boolean
  /** Says whose it is: on a page about all customers. */
  named?: boolean
}) {
  const open = request.state === 'open'
  const visit = request.kind === 'visit'
  return (
    <li className="grid gap-3 rounded-md border border-line bg-surface p-4">
      <div className="flex flex-wrap items-start justify-between gap-2">
        <div className="min-w-0">
          <p className="font-semibold">
            {visit
              ? `Wants a visit on ${request.days.map((day) => formatDay(day)).join(' or ')}`
              : 'Corrects the contact details'}
          </p>
          <p className="text-sm text-ink-2">
            {named ? (
              <>
                <TextLink href={`/customers/${request.customer_id}`}>{request.customer_name ?? 'Customer'}</TextLink>
                {' · '}
              </>
            ) : null}
            {[request.place, request.asked_by, formatInstant(request.created_at, timeZone)].filter(Boolean).join(' · ')}
          </p>
        </div>
        {open ? (
          <Badge tone="due">Waits</Badge>
        ) : (
          <Badge tone={request.state === 'done' ? 'pass' : 'muted'}>
            {request.state === 'done' ? 'Done' : 'Declined'}
          </Badge>
        )}
      </div>
      {visit ? null : <Changes changes={request.changes} />}
      {request.note === null ? null : <p className="max-w-prose whitespace-pre-line">{request.note}</p>}
      {request.answer === null ? null : <p className="text-ink-2">Answered: {request.answer}</p>}
      {request.work_order_id === null ? null : (
        <p>
          <TextLink href={`/work-orders/${request.work_order_id}`}>The work order</TextLink>
        </p>
      )}
      {open && edit ? <Answer request={request} /> : null}
    </li>
  )
}

function Changes({ changes }: Pick<PortalRequest, 'changes'>) {
  return (
    <dl className="grid grid-cols-[minmax(6rem,auto)_minmax(0,1fr)] gap-x-4 gap-y-1">
      {Object.entries(changes).map(([key, [was, is]]) => (
        <div key={key} className="col-span-2 grid grid-cols-subgrid items-baseline">
          <dt className="text-sm text-ink-3">{CONTACT_FIELDS[key] ?? key}</dt>
          <dd>
            <del className="text-ink-3">{was ?? 'nothing'}</del> <ins className="no-underline">{is ?? 'nothing'}</ins>
          </dd>
        </div>
      ))}
    </dl>
  )
}

function Answer({ request }: { request: PortalRequest }) {
  const [taken, take] = useFormAction(request.kind === 'visit' ? planRequestAction : acceptCorrectionAction)
  const [declined, decline] = useFormAction(declineRequestAction)
  const [yes, no] = [shownState(taken), shownState(declined)]
  return (
    <div className="grid gap-3">
      <FormErrorSummary message={yes.message ?? no.message} errors={{ ...yes.errors, ...no.errors }} />
      <div className="flex flex-wrap items-end gap-3">
        <form action={take}>
          <input type="hidden" name="id" value={request.id} />
          <SubmitButton pending="One moment">
            {request.kind === 'visit' ? 'Plan the visit' : 'Take it over'}
          </SubmitButton>
        </form>
        <form action={decline} className="flex flex-1 flex-wrap items-end gap-2">
          <input type="hidden" name="id" value={request.id} />
          <TextInput
            id={`answer-${request.id}`}
            name="answer"
            label="Or say why not"
            required
            maxLength={500}
            defaultValue={no.values.answer}
            error={no.errors.answer}
            className="min-w-48 flex-1"
          />
          <SubmitButton variant="secondary" pending="Sending">
            Decline
          </SubmitButton>
        </form>
      </div>
    </div>
  )
}
