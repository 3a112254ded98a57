import { env } from '../env.ts'
import { dataOf } from '../errors.ts'
import type { Admin } from '../jobs/run-jobs.ts'
import { logFault } from '../log.ts'
import { type Message, renderMessage } from './templates.ts'

export type OutboxMail = {
  id: string
  to: string
  kind: string
  createdAt: string
  sentAt: string | null
  message: Message | null
}

/** The newest mails of this installation, rendered. One that cannot be rendered any more has no message. */
export async function listOutbox(admin: Admin, limit = 100): Promise<OutboxMail[]> {
  const rows = dataOf(await admin.rpc('list_outbox', { p_limit: limit }))
  return rows.map((row) => ({
    id: row.id,
    to: row.recipient,
    kind: row.kind,
    createdAt: row.created_at,
    sentAt: row.sent_at,
    message: rendered(row.kind, row.data),
  }))
}

function rendered(kind: string, data: unknown): Message | null {
  try {
    return renderMessage(kind, data, env().APP_ORIGIN)
  } catch (error) {
    logFault('listOutbox', error)
    return null
  }
}
