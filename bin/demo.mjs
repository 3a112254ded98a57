#!/usr/bin/env node
// npm run demo: everything on this machine, built for production, with demo companies. See docs/architecture.md.
import { bootstrapped } from './bootstrap.mjs'

await bootstrapped('demo.mjs', async () => {
  const { serveUntilStopped } = await import('./serve-until-stopped.mjs')
  return serveUntilStopped('start')
})
