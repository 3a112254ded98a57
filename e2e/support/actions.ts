import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { APIRequestContext } from '@playwright/test'
import { z } from 'zod'

const PROJECT = join(import.meta.dirname, '../..')
const manifestSchema = z.object({
  node: z.record(
    z.string(),
    z.object({ workers: z.record(z.string(), z.unknown()), filename: z.string(), exportedName: z.string() }),
  ),
})

/** A server action of the build: where it is written, how it is called, and under which name it logs and decides. */
export type Action = {
  id: string
  file: string
  exported: string
  kind: 'form' | 'public' | 'plain'
  name: string
  path: string
}

/** Every server action the build answers to, by the build's own manifest. */
export function serverActions(): Action[] {
  const manifest = manifestSchema.parse(
    JSON.parse(readFileSync(join(PROJECT, '.next/server/server-reference-manifest.json'), 'utf8')),
  )
  const seen = new Map<string, Action>()
  for (const [id, { workers, filename, exportedName }] of Object.entries(manifest.node)) {
    const file = filename.replace(/^.*?(?=app\/|lib\/)/, '')
    const found = new RegExp(`(?:const ${exportedName}|const save) = (form|public)Action\\(\\s*'(\\w+)'`).exec(
      readFileSync(join(PROJECT, file), 'utf8'),
    )
    const pages = Object.keys(workers).toSorted((one, other) => one.split('[').length - other.split('[').length)
    seen.set(`${file} ${exportedName}`, {
      id,
      file,
      exported: exportedName,
      kind: found?.[1] === 'form' ? 'form' : found?.[1] === 'public' ? 'public' : 'plain',
      name: found?.[2] ?? exportedName,
      path: pathOf(pages[0] ?? ''),
    })
  }
  return [...seen.values()].toSorted(
    (one, other) => one.file.localeCompare(other.file) || one.exported.localeCompare(other.exported),
  )
}

/** The address of a page, 'app/(staff)/devices/[id]/page' → '/devices/0000…'. */
const pathOf = (page: string): string =>
  page
    .replace(/^app/, '')
    .replace(/\/page$/, '')
    .replaceAll(/\/\([^)]+\)/g, '')
    .replaceAll(/\[[^\]]+\]/g, '00000000-0000-4000-8000-000000000000') || '/'

/** Calls an action by its id, as a browser does that fills in a form; answers what the server said. */
export async function callAction(
  request: APIRequestContext,
  origin: string,
  action: Action,
  fields: Readonly<Record<string, string>>,
): Promise<{ status: number; text: string }> {
  const form = Object.fromEntries(Object.entries(fields).map(([name, value]) => [`1_${name}`, value]))
  const args = action.kind === 'plain' && !action.exported.startsWith('change') ? ['$K1'] : [{ status: 'idle' }, '$K1']
  const answer = await request.post(`${origin}${action.path}`, {
    headers: { 'next-action': action.id, accept: 'text/x-component', origin },
    // What is referred to comes first, as React writes it.
    multipart: { ...form, '0': JSON.stringify(args) },
    maxRedirects: 0,
    timeout: 60_000,
  })
  return { status: answer.status(), text: await answer.text() }
}
