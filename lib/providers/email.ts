import { Resend } from 'resend'
import { env } from '../env.ts'
import type { Message } from '../messages/templates.ts'

export type EmailProvider = {
  /** Hands a message over and answers the provider's id. `id` makes a repeated call harmless. Throws when refused. */
  send: (email: { id: string; to: string; message: Message }) => Promise<string>
  /** The local outbox page shows messages after they "left", so their content stays. */
  keepsContent: boolean
}

/** Resend where a key is set; the local outbox under the embedded stack; otherwise mail waits and the log says why. */
export function emailProvider(): EmailProvider {
  const { RESEND_API_KEY, RESEND_FROM, RESEND_BASE_URL, FLOWTRACK_EMBEDDED } = env()
  if (RESEND_API_KEY !== undefined && RESEND_FROM !== undefined) {
    const resend = new Resend(RESEND_API_KEY, RESEND_BASE_URL === undefined ? {} : { baseUrl: RESEND_BASE_URL })
    return {
      keepsContent: false,
      send: async ({ id, to, message }) => {
        const { data, error } = await resend.emails.send(
          { from: RESEND_FROM, to, subject: message.subject, text: message.text, html: message.html },
          { idempotencyKey: `outbox/${id}` },
        )
        if (error !== null) throw new Error(`Resend refused: ${error.name}`)
        return data.id
      },
    }
  }
  if (FLOWTRACK_EMBEDDED) return { keepsContent: true, send: async ({ id }) => `local:${id}` }
  return {
    keepsContent: true,
    send: async () => {
      throw new Error('no mail provider: set RESEND_API_KEY and RESEND_FROM')
    },
  }
}
