#!/usr/bin/env node
// npm run types: writes lib/supabase/database.types.ts anew from the migrations, on a database of its own.
import { spawnSync } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { bootstrapped, PROJECT } from './bootstrap.mjs'

await bootstrapped('types.mjs', async () => {
  const { freePorts } = await import('../supabase/local/ports.ts')
  const { deletePostgresData } = await import('../supabase/local/postgres-home.ts')
  const { startStack } = await import('../supabase/local/stack.ts')
  const dataDir = mkdtempSync(join(tmpdir(), 'flowtrack-types-'))
  chmodSync(dataDir, 0o711)
  const stack = await startStack({
    dataDir,
    ports: await freePorts(),
    siteUrl: 'http://localhost:3000',
    throwaway: true,
  })
  try {
    const supabase = join(PROJECT, 'node_modules/.bin/supabase')
    const made = spawnSync(supabase, ['gen', 'types', `--remote=${stack.adminUrl}`, '--schema', 'public'], {
      encoding: 'utf8',
    })
    if (made.status !== 0) {
      console.error(made.stderr)
      return 1
    }
    // A notice about the connection may stand before the file.
    const types = made.stdout.slice(made.stdout.indexOf('export type Json'))
    writeFileSync(join(PROJECT, 'lib/supabase/database.types.ts'), types)
    return 0
  } finally {
    await stack.stop()
    await deletePostgresData(join(dataDir, 'pg'))
    rmSync(dataDir, { recursive: true, force: true })
  }
})
