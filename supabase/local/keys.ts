import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { z } from 'zod'
import { explain, Sentence } from './sentence.ts'

const keysSchema = z.object({
  /** The API key of an anonymous caller, sent as `apikey`. */
  publishableKey: z.string().startsWith('sb_publishable_'),
  /** The API key of our own server: service_role. */
  secretKey: z.string().startsWith('sb_secret_'),
  /** HS256 secret of access tokens and of signed storage addresses. */
  jwtSecret: z.string().min(32),
  /** Password of the cluster's superuser, of `postgres` and of the gateway's sign-in role. */
  adminPassword: z.string().min(16),
  databasePassword: z.string().min(16),
  gatewayPassword: z.string().min(16),
  /** Bearer secret of the job and cron routes. */
  cronSecret: z.string().min(16),
  /** Secret with which the app signs what it hands out. */
  signingSecret: z.string().min(32),
})

export type Keys = z.infer<typeof keysSchema>

const random = (bytes: number): string => randomBytes(bytes).toString('base64url')

/** Fresh keys; nothing in them is ever the same on two installs. */
export function generateKeys(): Keys {
  return {
    publishableKey: `sb_publishable_${random(24)}`,
    secretKey: `sb_secret_${random(32)}`,
    jwtSecret: random(48),
    adminPassword: random(24),
    databasePassword: random(24),
    gatewayPassword: random(24),
    cronSecret: random(32),
    signingSecret: random(48),
  }
}

/** Reads this install's keys, making them on first use in a file only its owner can read. */
export function loadKeys(file: string): Keys {
  if (!existsSync(file)) {
    const keys = generateKeys()
    try {
      mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
      writeFileSync(file, `${JSON.stringify(keys, null, 2)}\n`, { mode: 0o600, flag: 'wx' })
    } catch (error) {
      throw explain(error, file)
    }
    return keys
  }
  const read = keysSchema.safeParse(readJson(file))
  if (read.success) return read.data
  throw new Sentence(`${file} cannot be read: restore it, or start afresh with npm run demo -- --reset.`)
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
}
