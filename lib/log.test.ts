import { afterEach, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { log, logFault } from './log.ts'

/** The log names codes and ids; whatever an error quotes of a person's data stays out. */

const CANARY = 'canary-7f3a@example.com'

/** What reached stdout since the last test. */
function lines(run: () => void): string {
  const seen: string[] = []
  vi.spyOn(log, 'error').mockImplementation((entry: unknown) => void seen.push(JSON.stringify(entry)))
  run()
  return seen.join('\n')
}
afterEach(() => vi.restoreAllMocks())

class DatabaseRefusal extends Error {
  readonly code = '23505'
  readonly detail = `Key (email)=(${CANARY}) already exists.`
}

const FAULTS: [string, unknown][] = [
  ['an error with a message', new Error(`no such person: ${CANARY}`)],
  ['a message over several lines', new Error(`first\n  at ${CANARY}\n    at ${CANARY}:1\n    at ${CANARY} (x)`)],
  ['a schema that refuses the input', z.object({ [CANARY]: z.email() }).safeParse({ [CANARY]: CANARY }).error],
  ['an error of the database with its detail', new DatabaseRefusal(`duplicate key: ${CANARY}`)],
  ['an answer of the gateway', { code: '23505', message: CANARY, details: CANARY, hint: CANARY }],
  ['an error with a cause', new Error('outer', { cause: new Error(CANARY) })],
  ['a text', CANARY],
]

test.each(FAULTS)('%s is logged without what it quotes', (_name, fault) => {
  const text = lines(() => logFault('test', fault))
  expect(text).toContain('"where":"test"')
  expect(text).not.toContain(CANARY)
})

test('a fault keeps its class, its code and where it happened', () => {
  const text = lines(() => logFault('test', new DatabaseRefusal('x')))
  expect(text).toMatch(/"name":"Error","code":"23505","stack":\["\s+at .*log\.test\.ts:\d+:\d+/)
})
