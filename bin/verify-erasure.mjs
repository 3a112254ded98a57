#!/usr/bin/env node
// npm run verify-erasure -- <company id>: nothing of an erased company is left, and what proves it is intact.
import { bootstrapped, Stop } from './bootstrap.mjs'

await bootstrapped('verify-erasure.mjs', async () => {
  const id = process.argv[2] ?? ''
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id))
    throw new Stop('Name the company by its id: npm run verify-erasure -- <company id>')
  await (await import('./stack-env.mjs')).useStack()
  const { verifyErasure } = await import('../lib/privacy/sweep-by-hand.ts')
  return verifyErasure(id, (line) => console.log(line))
})
