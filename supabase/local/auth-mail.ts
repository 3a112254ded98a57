import { AsyncLocalStorage } from 'node:async_hooks'
import type { App } from '@supabase/lite'
import type { Sql } from 'postgres'

type Mailer = NonNullable<App['_mailer']>

/** GoTrue's names of the messages, as hosted Supabase's Send Email hook has them. */
export type AuthMailKind = 'signup' | 'recovery' | 'email_change' | 'magiclink' | 'reauthentication'

/** Where a customer's sign-in link leads; it asks nothing else, so a new account's confirmation says the same (supabase/templates). */
const PORTAL_LINK = '/portal/sign-in/link'

export type AuthMail = { to: string; kind: AuthMailKind; link: string; code: string }

/** Where a request asked the link to lead (`redirect_to`), for the message it causes; the package forgets it. */
export const redirectOfRequest = new AsyncLocalStorage<string | undefined>()

/** The last messages, for tests and for a database whose outbox does not exist yet. */
export type Mailbox = { take(to: string): AuthMail | undefined; all(): readonly AuthMail[] }

/**
 * The mailer of the embedded sign-in service: it writes into our outbox (`private.queue_auth_email`) where that exists.
 * Links lead to the app, which verifies the token on its server: `…/auth/confirm?token_hash=…&type=…[&next=…]`.
 */
export function createAuthMailer(
  database: Sql,
  siteUrl: string,
): { mailer: Mailer; mailbox: Mailbox; send: (mail: Omit<AuthMail, 'link'> & { tokenHash: string }) => Promise<void> } {
  const kept: AuthMail[] = []
  const send = async (mail: Omit<AuthMail, 'link'> & { tokenHash: string }): Promise<void> => {
    const next = redirectOfRequest.getStore()
    const portal = next === `${siteUrl}${PORTAL_LINK}`
    const link = new URL(portal ? PORTAL_LINK : '/auth/confirm', siteUrl)
    link.searchParams.set('token_hash', mail.tokenHash)
    if (!portal) link.searchParams.set('type', mail.kind)
    if (!portal && next !== undefined && sameOrigin(next, siteUrl)) link.searchParams.set('next', next)
    const message = { to: mail.to, kind: portal ? 'magiclink' : mail.kind, link: link.toString(), code: mail.code }
    kept.push(message)
    if (kept.length > 200) kept.shift()
    await queue(database, message)
  }
  const mailer: Mailer = {
    sendConfirmation: (to, tokenHash, code) => send({ to, kind: 'signup', tokenHash, code }),
    sendRecovery: (to, tokenHash, code) => send({ to, kind: 'recovery', tokenHash, code }),
    sendMagicLink: (to, tokenHash, code) => send({ to, kind: 'magiclink', tokenHash, code }),
    sendEmailChange: (to, tokenHash, code) => send({ to, kind: 'email_change', tokenHash, code }),
    sendReauthentication: (to, code, meta) =>
      send({ to, kind: 'reauthentication', tokenHash: meta?.tokenHash ?? '', code }),
  }
  const mailbox: Mailbox = {
    take: (to) => {
      const at = kept.findLastIndex((mail) => mail.to === to.toLowerCase())
      return at < 0 ? undefined : kept.splice(at, 1)[0]
    },
    all: () => kept,
  }
  return { mailer, mailbox, send }
}

async function queue(database: Sql, mail: AuthMail): Promise<void> {
  const [found] = await database<{ exists: boolean }[]>`
    select to_regprocedure('private.queue_auth_email(text, text, text, text)') is not null as exists`
  if (found?.exists)
    await database`select private.queue_auth_email(${mail.to}, ${mail.kind}, ${mail.link}, ${mail.code})`
}

function sameOrigin(address: string, siteUrl: string): boolean {
  try {
    return new URL(address, siteUrl).origin === new URL(siteUrl).origin
  } catch {
    return false
  }
}
