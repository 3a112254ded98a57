#!/usr/bin/env node
// npm run bench: our side and a yardstick, interleaved in one run. Reads: docs/performance.md.
import { bootstrapped } from './bootstrap.mjs'

await bootstrapped('bench.mjs', async () => {
  const { bench } = await import('./bench/bench.ts')
  return bench(process.argv.slice(2))
})
