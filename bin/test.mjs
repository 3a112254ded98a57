#!/usr/bin/env node
// npm test: every tier, and one line at the end: "N passed, N failed". `--proof` runs the same tests at full counts.
import { dirname, delimiter } from 'node:path'
import { parseArgs } from 'node:util'
import { bootstrapped, Stop } from './bootstrap.mjs'

const HELP = `Options:
  --only=unit,e2e  runs only these tiers (lint, format, types, unused, unit, database, advisors, e2e)
  --proof          the same tests at full counts (hours)
  anything else    goes to the tools of unit, database and e2e, e.g. npm test -- --only=unit lib/backflow
`

await bootstrapped('test.mjs', async () => {
  const { values, positionals } = readOptions()
  if (values.help) {
    console.log(HELP)
    return 0
  }
  if (values.proof) process.env.FLOWTRACK_PROOF = '1'
  // The tools run on the Node we run on.
  process.env.PATH = `${dirname(process.execPath)}${delimiter}${process.env.PATH ?? ''}`
  // An install's own settings are not the tests'.
  for (const name of ['SUPABASE_URL', 'SUPABASE_PUBLISHABLE_KEY', 'SUPABASE_SECRET_KEY', 'APP_ORIGIN'])
    delete process.env[name]
  const { TIERS, endTools } = await import('./tiers.mjs')
  const tiers = chosen(TIERS, values.only)
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'disconnect']) {
    process.on(signal, () => {
      endTools()
      setTimeout(() => process.exit(130), 8000)
    })
  }
  const lines = []
  let [passed, failed] = [0, 0]
  for (const tier of tiers) {
    console.log(`\n== ${tier.name}`)
    const begun = Date.now()
    const count = await tier.run(positionals).catch((error) => {
      console.error(error instanceof Stop || error?.name === 'Sentence' ? error.message : error)
      return { passed: 0, failed: 1, note: 'did not run' }
    })
    passed += count.passed
    failed += count.failed
    const seconds = ((Date.now() - begun) / 1000).toFixed(1)
    lines.push(
      `${tier.name.padEnd(9)} ${String(count.passed).padStart(6)} passed ${String(count.failed).padStart(4)} failed ${seconds.padStart(8)} s${count.note ? `  (${count.note})` : ''}`,
    )
  }
  console.log(`\n${lines.join('\n')}\n\n${passed} passed, ${failed} failed`)
  return failed === 0 ? 0 : 1
})

function readOptions() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: { only: { type: 'string' }, proof: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
    })
  } catch (error) {
    throw new Stop(`${error.message}\n\n${HELP}`)
  }
}

function chosen(tiers, only) {
  if (only === undefined) return tiers
  const names = only.split(',').map((name) => name.trim())
  const unknown = names.filter((name) => !tiers.some((tier) => tier.name === name))
  if (unknown.length > 0) throw new Stop(`There is no tier ${unknown.join(', ')}.\n\n${HELP}`)
  return tiers.filter((tier) => names.includes(tier.name))
}
