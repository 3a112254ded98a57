#!/usr/bin/env node
// npm run dev: the same stack as the demo, with hot reload.
import { bootstrapped } from './bootstrap.mjs'

await bootstrapped('dev.mjs', async () => {
  const { serveUntilStopped } = await import('./serve-until-stopped.mjs')
  return serveUntilStopped('dev')
})
