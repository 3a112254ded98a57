import { z } from 'zod'
import { formatDay } from '../dates.ts'
import { formatCents } from '../money.ts'
import { POLICIES, POLICY_NAMES } from '../policies/policy-versions.ts'
import { ROLE_NAMES } from './role-names.ts'

/** A finished message. `link` is what the person is to open; the text holds it too. */
export type Message = { subject: string; text: string; html: string; link: string | null }

const KINDS = {
  invitation: z.object({
    token: z.string(),
    role: z.string(),
    full_name: z.string(),
    company: z.string(),
    invited_by: z.string(),
  }),
  signup: z.object({ link: z.string() }),
  recovery: z.object({ link: z.string() }),
  email_change: z.object({ link: z.string() }),
  policy_changed: z.object({ policy: z.enum(POLICY_NAMES), version: z.number() }),
  erasure: z.object({ line: z.string() }),
  invoice: z.object({
    company: z.string(),
    number: z.number(),
    kind: z.string(),
    total_cents: z.number(),
    due_on: z.string().nullable(),
    token: z.string(),
  }),
  magiclink: z.object({ link: z.string(), code: z.string() }),
  portal_invitation: z.object({
    token: z.string(),
    full_name: z.string(),
    customer: z.string(),
    company: z.string(),
  }),
  quote: z.object({ company: z.string(), total_cents: z.number(), token: z.string() }),
}

/** Renders what the outbox holds. An unknown kind or incomplete data throws: the message then stays queued. */
export function renderMessage(kind: string, data: unknown, origin: string): Message {
  switch (kind) {
    case 'invitation': {
      const d = KINDS.invitation.parse(data)
      return compose(`${d.invited_by} invites you to ${d.company}`, `${origin}/invite/${d.token}`, 'Join the team', [
        `Hello ${d.full_name},`,
        `${d.invited_by} has invited you to join ${d.company} on FlowTrack Pro as ${ROLE_NAMES[d.role] ?? d.role}.`,
        'The link works once, for seven days.',
      ])
    }
    case 'signup':
      return compose('Confirm your email address', KINDS.signup.parse(data).link, 'Confirm your email', [
        'Welcome to FlowTrack Pro.',
        'Confirm that this is your email address, and your company is ready. If you did not sign up, do nothing.',
      ])
    case 'recovery':
      return compose('Choose a new password', KINDS.recovery.parse(data).link, 'Choose a new password', [
        'Somebody, most likely you, asked for a new password for this address.',
        'The link works once, for 15 minutes. If it was not you, do nothing: your password stays as it is.',
      ])
    case 'email_change':
      return compose('Confirm your new email address', KINDS.email_change.parse(data).link, 'Confirm the new address', [
        'Confirm that you want to sign in with this address from now on.',
      ])
    case 'contact_message':
      return compose('A message came with the contact form', `${origin}/operator/messages`, 'Read it at the desk', [
        'Somebody wrote with the contact form. The message stands at the desk.',
      ])
    case 'policy_changed': {
      const { policy, version } = KINDS.policy_changed.parse(data)
      const { news, path } = POLICIES[policy]
      return compose(news, `${origin}${path}#changes`, 'Read what changed', [
        `${news}. Version ${version} is in force; what changed since the one before stands at its end.`,
        'You get this mail once, because you have an account. There is nothing you need to do.',
      ])
    }
    case 'invoice': {
      const d = KINDS.invoice.parse(data)
      const what = d.kind === 'credit_note' ? 'Credit note' : 'Invoice'
      const payable = d.due_on === null ? '' : `, payable by ${formatDay(d.due_on)}`
      return compose(
        `${what} ${d.number} from ${d.company}`,
        `${origin}/pay/${d.token}`,
        `Open the ${what.toLowerCase()}`,
        [
          `${what} ${d.number} from ${d.company}: ${formatCents(d.total_cents)}${payable}.`,
          'The link is yours alone: whoever has it sees the invoice.',
        ],
      )
    }
    case 'quote': {
      const d = KINDS.quote.parse(data)
      return compose(`A quote from ${d.company}`, `${origin}/quote/${d.token}`, 'Open the quote', [
        `${d.company} found that a backflow assembly of yours failed its test, and quotes ${formatCents(d.total_cents)} for the repair.`,
        'Open the link to see what failed, approve the repair or decline it. The link is yours alone.',
      ])
    }
    case 'magiclink': {
      const d = KINDS.magiclink.parse(data)
      return compose('Your sign-in link', d.link, 'Sign in', [
        'Press the link to sign in, or type the code where you asked for it.',
        `Code: ${d.code}`,
        'Both work once, for 15 minutes. If you did not ask for them, do nothing.',
      ])
    }
    case 'portal_invitation': {
      const d = KINDS.portal_invitation.parse(data)
      return compose(`${d.company} keeps your papers online`, `${origin}/portal/join/${d.token}`, 'Open the portal', [
        `Hello ${d.full_name},`,
        `${d.company} lets you see the backflow assemblies of ${d.customer} on FlowTrack Pro: what is due, test reports, quotes, invoices and visits.`,
        'You need no password: a link by mail signs you in. This invitation works once, for 14 days.',
      ])
    }
    case 'erasure':
      return compose('A company was erased: keep this message', origin, 'FlowTrack Pro', [
        'A closed account was erased. The next line names it by its id alone. Keep it outside the database: after a backup is restored, npm run sweep -- --reapply erases the company again.',
        KINDS.erasure.parse(data).line,
      ])
    default:
      throw new Error(`unknown kind of message: ${kind}`)
  }
}

function compose(subject: string, link: string, action: string, paragraphs: string[]): Message {
  const text = [...paragraphs, `${action}: ${link}`, 'FlowTrack Pro'].join('\n\n')
  const html = [
    '<!doctype html><html lang="en"><body style="margin:0;padding:32px 16px;background:#f4f6f8;font:16px/24px system-ui,sans-serif;color:#16202b">',
    '<div style="max-width:520px;margin:0 auto;background:#fff;border:1px solid #dde3ea;border-radius:6px;padding:32px">',
    ...paragraphs.map((paragraph) => `<p style="margin:0 0 16px">${escapeHtml(paragraph)}</p>`),
    `<p style="margin:24px 0"><a href="${escapeHtml(link)}" style="background:#0b5a8a;color:#fff;text-decoration:none;padding:10px 18px;border-radius:6px;display:inline-block">${escapeHtml(action)}</a></p>`,
    '<p style="margin:24px 0 0;color:#5b6b7b;font-size:13px">FlowTrack Pro</p></div></body></html>',
  ].join('')
  // A line break in a name must not become a header.
  return { subject: subject.replace(/[\r\n]+/g, ' '), text, html, link }
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}
