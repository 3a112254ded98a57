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
  const failures = []
  let [passed, failed] = [0, 0]
  const say = inTurn(tiers.length)
  const runTier = async (tier) => {
    const at = tiers.indexOf(tier)
    const out = say(at)
    out.write(`\n== ${tier.name}\n`)
    const begun = Date.now()
    const count = await tier.run(positionals, out.write).catch((error) => {
      out.write(`${error instanceof Stop || error?.name === 'Sentence' ? error.message : error?.stack}\n`)
      return { passed: 0, failed: 1, note: 'did not run' }
    })
    failures.push(...(count.names ?? []))
    passed += count.passed
    failed += count.failed
    const seconds = ((Date.now() - begun) / 1000).toFixed(1)
    lines[at] =
      `${tier.name.padEnd(9)} ${String(count.passed).padStart(6)} passed ${String(count.failed).padStart(4)} failed ${seconds.padStart(8)} s${count.note ? `  (${count.note})` : ''}`
    out.end()
  }
  // Two lanes at once: neither the database's tests nor the browsers' fill two cores by themselves.
  const runLane = async (lane) => {
    for (const tier of lane) await runTier(tier)
  }
  await Promise.all([runLane(tiers.filter((tier) => tier.aside)), runLane(tiers.filter((tier) => !tier.aside))])
  // By name again at the end: what is kept of a long log is often its tail.
  const named = failures.map((name) => `failed: ${name}\n`).join('')
  console.log(`\n${lines.join('\n')}\n\n${named}${passed} passed, ${failed} failed`)
  return failed === 0 ? 0 : 1
})

/**
 * What tiers say, one after the other in their order, however they run: the one whose turn it is speaks at once, the
 * others' words are kept until then.
 */
function inTurn(count) {
  const kept = Array.from({ length: count }, () => [])
  const ended = new Set()
  let turn = 0
  const speak = (at) => {
    for (const text of kept[at]?.splice(0) ?? []) process.stdout.write(text)
  }
  // A run that is cut off says what it knew.
  process.on('exit', () => kept.forEach((_, at) => speak(at)))
  return (at) => ({
    write: (text) => void (at === turn ? process.stdout.write(text) : kept[at].push(text)),
    end: () => {
      ended.add(at)
      while (ended.has(turn)) {
        turn += 1
        speak(turn)
      }
    },
  })
}

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
