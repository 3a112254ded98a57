import type { Admin, Job, JobOutcome } from './run-jobs.ts'

type Work = (admin: Admin, job: Job) => Promise<JobOutcome>

/** Every kind of background work and where it is done. Loaded on first use. */
export const JOB_KINDS = {
  send_email: async () => (await import('../messages/send-email.ts')).sendEmail,
  render_report: async () => (await import('../test-records/render-report.ts')).renderReport,
  render_invoice: async () => (await import('../invoices/render-invoice.ts')).renderInvoice,
  render_quote: async () => (await import('../failures/render-quote.ts')).renderQuote,
  stage_import: async () => (await import('../imports/stage-import.ts')).stageImport,
  conclude_due_dates: async () => (await import('../devices/conclude-due-dates.ts')).concludeDueDates,
  expire_photos: async () => (await import('../files/expire-photos.ts')).expirePhotos,
  reread_stripe: async () => (await import('../billing/reread-stripe.ts')).rereadStripe,
  find_positions: async () => (await import('../positions/find-positions.ts')).findPositions,
  finish_erasure: async () => (await import('../privacy/finish-erasure.ts')).finishErasure,
} satisfies Record<string, () => Promise<Work>>
export type JobKind = keyof typeof JOB_KINDS
