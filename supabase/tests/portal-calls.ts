import { randomUUID } from 'node:crypto'
import type { Call } from './function-calls.ts'
import type { Ids } from './call-ids.ts'

/** How the functions of the customer portal are called. */

const day = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
const first = (own: Ids, table: string): string => `company_id = '${own.company}' and id = '${own.id(table)}'`

/** A drawn PDF of the company: the id is shared, as the twin's are. */
const FILES = { report: 'f0f0f0f0-0000-4000-8000-00000000f0f0', invoice: 'f1f1f1f1-0000-4000-8000-00000000f1f1' }
const drawn = (own: Ids, kind: keyof typeof FILES): string => `
  insert into public.files (company_id, id, kind, path, content_type, size_bytes, sha256)
  values ('${own.company}', '${FILES[kind]}', '${kind}', '${own.company}/${kind}/${FILES[kind]}', 'application/pdf', 9, '${'b'.repeat(64)}')`

/** The papers of the company's first customer, as they are once they were sent, drawn and planned. */
const papers = (own: Ids): string => `${drawn(own, 'report')};${drawn(own, 'invoice')};
  update public.invoices set file_id = '${FILES.invoice}', state = 'sent', number = 1, sent_at = now(), customer_snapshot = '{}' where ${first(own, 'invoices')};
  set local session_replication_role = replica;
  update public.test_records set report_file_id = '${FILES.report}', report_sha256 = '${'a'.repeat(64)}' where ${first(own, 'test_records')};
  set local session_replication_role = origin;
  update public.quotes set deficiency_id = '${own.id('deficiencies', 2)}', state = 'sent', sent_at = now(), total_cents = 500 where ${first(own, 'quotes')};
  update public.scheduled_jobs set state = 'planned', starts_at = now() + interval '1 hour' where ${first(own, 'scheduled_jobs')};
  insert into private.payment_accounts values ('${own.company}', 'acct_${own.word}', true, now())`
const paid = (own: Ids): string => `
  update public.invoices set total_cents = 5000 where ${first(own, 'invoices')};
  ${papers(own)}`

const one = (table: string, set: 1 | 2 = 1): Call => ({
  name: `${set}`,
  args: (_own, target) => ({ p_id: target.id(table, set) }),
  before: papers,
  runs: true,
})
const bare = (table: string): Call => ({ name: 'as it is', args: (_own, target) => ({ p_id: target.id(table) }) })

export const PORTAL_CALLS: Record<string, Call[]> = {
  enter_portal: [
    { name: 'as it is', args: () => ({}), runs: true },
    {
      name: 'invited again',
      args: () => ({}),
      before: (own) =>
        `update public.portal_people set ended_at = now() where company_id = '${own.company}' and accepted_at is not null;
        update public.portal_people set profile_id = null, email = (select p.email from public.profiles p where p.company_id = '${own.company}' and p.role = 'customer' limit 1) where ${first(own, 'portal_people')}`,
      runs: true,
    },
  ],
  peek_portal_invitation: [{ name: 'a random token', args: () => ({ p_token: 'a'.repeat(40) }), runs: true }],
  invite_portal_person: [
    {
      name: 'somebody new',
      args: (own, target) => ({ p_customer_id: target.id('customers'), p_email: own.email, p_full_name: own.word }),
      runs: true,
    },
    {
      name: 'somebody of the team',
      args: (own, target) => ({
        p_customer_id: target.id('customers'),
        p_email: own.memberEmail,
        p_full_name: own.word,
      }),
    },
  ],
  end_portal_person: [
    { name: 'an invitation', args: (_own, target) => ({ p_id: target.id('portal_people') }), runs: true },
    {
      name: 'a customer',
      args: (_own, target) => ({ p_id: target.id('portal_people') }),
      before: (own) =>
        `update public.portal_people x set ended_at = now() where x.company_id = '${own.company}' and x.accepted_at is not null;
        update public.portal_people x set profile_id = (select p.id from public.profiles p where p.company_id = '${own.company}' and p.role = 'customer' limit 1), accepted_at = now(), token_hash = null where ${first(own, 'portal_people').replace('company_id', 'x.company_id').replace('and id', 'and x.id')}`,
      runs: true,
    },
  ],
  portal_knows: [{ name: 'an address', args: (own) => ({ p_email: own.email }), runs: true }],
  portal_overview: [
    { name: 'as it is', args: () => ({}), runs: true },
    { name: 'with papers', args: () => ({}), before: papers, runs: true },
  ],
  portal_devices: [
    { name: 'all', args: () => ({}), runs: true },
    {
      name: 'of a site',
      args: (own, target) => ({ p_q: own.word, p_state: 'DUE_SOON', p_location_id: target.id('customer_locations') }),
      runs: true,
    },
  ],
  portal_sites: [
    { name: 'all', args: () => ({}), runs: true },
    { name: 'searched', args: (own) => ({ p_q: own.word }), runs: true },
  ],
  portal_device: [one('devices'), one('devices', 2), bare('devices')],
  portal_visits: [{ name: 'as it is', args: () => ({}), runs: true }],
  portal_quotes: [{ name: 'with papers', args: () => ({}), before: papers, runs: true }],
  portal_quote: [one('quotes'), bare('quotes')],
  portal_answer_quote: ['approve', 'decline'].map((name) => ({
    name,
    args: (_own, target) => ({
      p_id: target.id('quotes'),
      p_approve: name === 'approve',
      p_name: 'Ann',
    }),
    before: papers,
    runs: true as const,
  })),
  portal_invoices: [{ name: 'with papers', args: () => ({}), before: papers, runs: true }],
  portal_invoice: [one('invoices'), bare('invoices')],
  portal_pay_invoice: [{ ...one('invoices'), before: paid }, bare('invoices')],
  portal_file: [
    ...['report', 'invoice'].map(
      (kind): Call => ({
        name: `a ${kind}`,
        args: (_own, target) => ({ p_kind: kind, p_id: target.id(kind === 'report' ? 'test_records' : 'invoices') }),
        before: papers,
        runs: true,
      }),
    ),
    { name: 'as it is', args: (_own, target) => ({ p_kind: 'report', p_id: target.id('test_records') }), runs: true },
  ],
  portal_certificates: [
    { name: 'all', args: () => ({}), before: papers, runs: true },
    {
      name: 'of a site',
      args: (_own, target) => ({ p_location_id: target.id('customer_locations') }),
      before: papers,
      runs: true,
    },
    { name: 'none', args: (_own, target) => ({ p_location_id: target.id('customer_locations') }) },
  ],
  portal_confirm_visit: [
    {
      name: 'a visit',
      args: (_own, target) => ({ p_id: target.id('scheduled_jobs'), p_version: 1 }),
      before: papers,
      runs: true,
    },
    { name: 'as it is', args: (_own, target) => ({ p_id: target.id('scheduled_jobs'), p_version: 1 }) },
  ],
  portal_ask_visit: [
    {
      name: 'a site',
      args: (_own, target) => ({
        p_id: randomUUID(),
        p_location_id: target.id('customer_locations'),
        p_days: [day(3), day(5)],
        p_note: 'mornings',
      }),
      runs: true,
    },
  ],
  portal_ask_correction: [
    {
      name: 'a phone',
      args: (_own, target) => ({
        p_id: randomUUID(),
        p_customer_id: target.id('customers'),
        p: { phone: '+15615550100' },
      }),
      runs: true,
    },
  ],
  accept_correction: [
    {
      name: 'a request',
      args: (own, target) => ({ p_id: target.id('portal_requests'), p_match_key: own.word }),
      before: (own) => `update public.portal_requests set kind = 'contact' where ${first(own, 'portal_requests')}`,
      runs: true,
    },
    { name: 'of another kind', args: (own, target) => ({ p_id: target.id('portal_requests'), p_match_key: own.word }) },
  ],
  customer_portal: [1, 2].map((set) => ({
    name: `customer ${set}`,
    args: (_own, target) => ({ p_id: target.id('customers', set === 1 ? 1 : 2) }),
    runs: true as const,
  })),
  plan_portal_request: [
    { name: 'a request', args: (_own, target) => ({ p_id: target.id('portal_requests') }), runs: true },
  ],
  decline_portal_request: [
    {
      name: 'a request',
      args: (_own, target) => ({ p_id: target.id('portal_requests'), p_answer: 'not this month' }),
      runs: true,
    },
  ],
}
