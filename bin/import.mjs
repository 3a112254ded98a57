#!/usr/bin/env node
// Previews an import file without a server: npm run --silent import -- FILE --preview
import { once } from 'node:events'
import { bootstrapped } from './bootstrap.mjs'

// Standard output carries JSON lines only; what the bootstrap says goes to the other stream.
console.log = console.error

// A reader that stops early (| head) is no fault of ours.
process.stdout.on('error', (error) => process.exit(error.code === 'EPIPE' ? 0 : 1))

await bootstrapped('import.mjs', async () => {
  const { runImportCli } = await import('../lib/imports/cli.ts')
  // npm starts us in the project's folder; a relative path means the folder the person stands in.
  if (process.env.INIT_CWD) process.chdir(process.env.INIT_CWD)
  const code = await runImportCli(process.argv.slice(2), {
    out: async (line) => {
      if (!process.stdout.write(`${line}\n`)) await once(process.stdout, 'drain')
    },
    err: (line) => process.stderr.write(`${line}\n`),
  })
  await new Promise((done) => process.stdout.write('', done))
  return code
})
