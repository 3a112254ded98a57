#!/usr/bin/env node
// npm run verify-audit: no entry of any company's audit trail was altered, removed or put in. 0 when all are whole.
import { bootstrapped } from './bootstrap.mjs'

await bootstrapped('verify-audit.mjs', async () => {
  await (await import('./stack-env.mjs')).useStack()
  const { verifyAudit } = await import('../lib/audit/verify-audit.ts')
  return verifyAudit((line) => console.log(line))
})
