#!/usr/bin/env node
// npm run sweep: erases closed accounts whose grace has expired, by hand. See docs/data-retention.md.
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { bootstrapped, Stop } from './bootstrap.mjs'

const HELP = `Erases closed accounts whose 30 days have passed, as the daily run does.
  --dry-run           says who would be erased and what stands in the way; writes nothing
  --list              prints the list of erasures, a line each; save it before restoring a backup
  --reapply [file]    erases again whoever is on the list (or in the saved file), after a backup was restored
`

await bootstrapped('sweep.mjs', async () => {
  const { values, positionals } = readOptions()
  if (values.help) {
    console.log(HELP)
    return 0
  }
  const saved = positionals[0] === undefined ? null : readFileSync(positionals[0], 'utf8')
  await (await import('./stack-env.mjs')).useStack()
  const { drySweep, printErasureList, reapply, sweep } = await import('../lib/privacy/sweep-by-hand.ts')
  const { askStripe } = await import('../lib/privacy/ask-stripe.ts')
  const tell = (line) => console.log(line)
  if (values['dry-run']) return drySweep(askStripe, tell)
  if (values.list) return printErasureList(tell)
  if (values.reapply) return reapply(saved, askStripe, tell)
  return sweep(askStripe, tell)
})

function readOptions() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        'dry-run': { type: 'boolean' },
        list: { type: 'boolean' },
        reapply: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    })
  } catch (error) {
    throw new Stop(`${error.message}\n\n${HELP}`)
  }
}
