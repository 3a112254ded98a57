import { createHash, createHmac, hkdfSync, timingSafeEqual } from 'node:crypto'

/** Raised when the shape of the archive changes, so that a later import knows what it has before it. */
export const SCHEMA_VERSION = 1

export type FileFact = { path: string; bytes: number; sha256: string; rows?: number }
export type TableFact = {
  name: string
  columns: string[]
  rows: number
  rows_in_database: number
  exact: boolean
}
export type Manifest = {
  schema_version: number
  company_id: string
  export_id: string
  read_from: string
  read_until: string
  tables: TableFact[]
  files: FileFact[]
  left_out: { table: string; columns: string[]; why: string }[]
}
export type Signature = { algorithm: 'HMAC-SHA256'; key_id: string; value: string }
export type SignedManifest = Manifest & { signature: Signature }

/** The key archives are signed with: made from the signing secret for this one purpose. */
export function signingKey(secret: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', 'flowtrack export manifest 1', 32))
}

/** The manifest with the server's signature over its canonical text. */
export function signManifest(manifest: Manifest, key: Uint8Array): SignedManifest {
  return { ...manifest, signature: { algorithm: 'HMAC-SHA256', key_id: keyId(key), value: seal(manifest, key) } }
}

/** Whether the signature was made with this key over exactly this manifest. */
export function isSignedWith({ signature, ...manifest }: SignedManifest, key: Uint8Array): boolean {
  const given = Buffer.from(signature.value)
  const expected = Buffer.from(seal(manifest, key))
  return signature.key_id === keyId(key) && given.length === expected.length && timingSafeEqual(given, expected)
}

/** One text for one meaning: keys in order, no blanks. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const parts = Object.entries(value)
    .filter(([, part]) => part !== undefined)
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
  return `{${parts.map(([name, part]) => `${JSON.stringify(name)}:${canonical(part)}`).join(',')}}`
}

function seal(manifest: Manifest, key: Uint8Array): string {
  return createHmac('sha256', key).update(canonical(manifest)).digest('base64url')
}

/** Says which key without telling it. */
function keyId(key: Uint8Array): string {
  return createHash('sha256').update(key).digest('hex').slice(0, 16)
}
