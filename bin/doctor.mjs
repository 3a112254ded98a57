#!/usr/bin/env node
// npm run doctor: holds the environment of an installation against docs/deploy.md and says what is missing.
import { bootstrapped } from './bootstrap.mjs'

const MARKS = { ok: 'ok      ', off: 'off     ', missing: 'MISSING ' }

await bootstrapped('doctor.mjs', async () => {
  await (await import('./stack-env.mjs')).useStack()
  const { examine } = await import('./doctor/examine.ts')
  const findings = await examine(process.env)
  for (const { part, state, sentence } of findings) console.log(`${MARKS[state]} ${part.padEnd(17)} ${sentence}`)
  const missing = findings.filter(({ state }) => state === 'missing').length
  console.log(missing === 0 ? '\nNothing is missing.' : `\n${missing} missing: docs/deploy.md says how each is set up.`)
  return missing === 0 ? 0 : 1
})
