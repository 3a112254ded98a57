import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { freePorts } from '../local/ports.ts'
import { deletePostgresData } from '../local/postgres-home.ts'
import { startStack } from '../local/stack.ts'
import type { TestStack } from './harness.ts'

/** The origin links in test messages lead to. */
const SITE_URL = 'http://localhost:3000'

/** Starts one stack for all database tests: a fresh cluster in a temporary folder, on free ports, with our migrations. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'flowtrack-test-'))
  // PostgreSQL runs as another user when we are root: it must pass through, and may see nothing.
  chmodSync(folder, 0o711)
  const ports = await freePorts()
  const many = { hits: 100_000, seconds: 300 }
  const stack = await startStack({
    dataDir: folder,
    ports,
    siteUrl: SITE_URL,
    throwaway: true,
    // Hundreds of tests share one address; the tests of the limits start a gateway with limits of their own.
    limits: {
      signInPerAddress: many,
      signUpPerAddress: many,
      mailPerAddress: many,
      verifyPerAddress: many,
      refreshPerAddress: many,
    },
  })
  const provided: TestStack = {
    apiUrl: stack.apiUrl,
    dbUrl: stack.dbUrl,
    adminUrl: stack.adminUrl,
    gatewayUrl: stack.gatewayUrl,
    publishableKey: stack.publishableKey,
    secretKey: stack.secretKey,
    jwtSecret: stack.jwtSecret,
    siteUrl: SITE_URL,
    dataDir: folder,
  }
  project.provide('stack', provided)
  return async () => {
    await stack.stop()
    await deletePostgresData(join(folder, 'pg'))
    rmSync(folder, { recursive: true, force: true })
  }
}
