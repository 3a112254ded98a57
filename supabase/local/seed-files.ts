import { createHash, randomUUID } from 'node:crypto'
import { createClient } from '@supabase/supabase-js'
import sharp from 'sharp'
import { createChance } from './seed-chance.ts'

/** Draws a signature for each tester and stores it as a real upload would; answers by name. */
export async function storeSignatures(
  target: { apiUrl: string; secretKey: string },
  companyId: string,
  names: string[],
): Promise<Map<string, { fileId: string; size: number; sha256: string }>> {
  const storage = createClient(target.apiUrl, target.secretKey, {
    auth: { persistSession: false, autoRefreshToken: false },
  }).storage.from('company-files')
  const stored = new Map<string, { fileId: string; size: number; sha256: string }>()
  for (const name of names) {
    const fileId = randomUUID()
    const png = await sharp(Buffer.from(signatureSvg(name)))
      .png()
      .toBuffer()
    const { error } = await storage.upload(`${companyId}/signature/${fileId}`, png, { contentType: 'image/png' })
    if (error !== null) throw new Error(`the demo's signature could not be stored: ${error.message}`)
    stored.set(name, { fileId, size: png.length, sha256: createHash('sha256').update(png).digest('hex') })
  }
  return stored
}

function signatureSvg(name: string): string {
  const chance = createChance(Array.from(name).reduce((sum, letter) => sum * 31 + (letter.codePointAt(0) ?? 0), 7))
  let path = 'M 20 90'
  for (let x = 40; x < 360; x += chance.between(14, 30)) {
    path += ` Q ${x - 10} ${chance.between(20, 120)} ${x} ${chance.between(55, 100)}`
  }
  return `<svg xmlns="http://www.w3.org/2000/svg" width="400" height="140"><path d="${path} T 385 ${chance.between(70, 95)}" fill="none" stroke="#14213d" stroke-width="3.5" stroke-linecap="round"/></svg>`
}
