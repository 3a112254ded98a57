import { z } from 'zod'

const optional = z
  .string()
  .optional()
  .transform((value) => (value === undefined || value === '' ? undefined : value))

const schema = z.object({
  SUPABASE_URL: z.url(),
  SUPABASE_PUBLISHABLE_KEY: z.string().min(1),
  SUPABASE_SECRET_KEY: z.string().min(1),
  CRON_SECRET: z.string().min(16),
  APP_ORIGIN: z.url().transform((origin) => origin.replace(/\/$/, '')),
  /** Set by the embedded stack alone: the local outbox page exists only with it. */
  FLOWTRACK_EMBEDDED: optional.transform((value) => value === '1'),
  /** How many proxies in front of the server write X-Forwarded-For; everything before them can be forged. */
  TRUSTED_HOPS: z.coerce.number().int().min(1).max(5).default(1),
  RESEND_API_KEY: optional,
  RESEND_FROM: optional,
  RESEND_BASE_URL: optional,
  SUPABASE_GOOGLE_ENABLED: optional.transform((value) => value === '1'),
})
export type Env = z.infer<typeof schema>

let read: Env | undefined

/** The one reader of process.env. A missing variable throws a sentence that names it. */
export function env(): Env {
  if (read === undefined) {
    const parsed = schema.safeParse(process.env)
    if (!parsed.success) {
      const names = [...new Set(parsed.error.issues.map((issue) => issue.path.join('.')))].join(', ')
      throw new Error(`The environment is incomplete or wrong: ${names}. See .env.example.`)
    }
    read = parsed.data
  }
  return read
}
