import { expect, test } from 'vitest'
import type { ArchiveTask } from './archive-task.ts'
import { signingKey } from './manifest.ts'
import { type Ending, streamArchive } from './stream-archive.ts'

/** Nobody answers there. */
const TASK: ArchiveTask = {
  plan: { id: 'e', company_id: 'c', at: '2027-03-04T10:00:00Z', tables: [], left_out: [] },
  reader: { url: 'http://127.0.0.1:9', publishableKey: 'x', token: 'x', exportId: 'e' },
  key: signingKey('a secret of at least thirty-two characters'),
}

async function endOf(read: (archive: ReadableStream<Uint8Array>) => Promise<void>, longestMs?: number) {
  const endings: Ending[] = []
  const ended = async (ending: Ending) => void endings.push(ending)
  await read(streamArchive(TASK, ended, longestMs))
  await expect.poll(() => endings.length).toBe(1)
  return endings[0]
}

test('a gateway that is gone breaks the stream off', async () => {
  const ending = await endOf((archive) => expect(Array.fromAsync(archive)).rejects.toThrow('fetch failed'))
  expect(ending?.how).toBe('failed')
})

test('an archive nobody takes ends by itself', async () => {
  const ending = await endOf(async () => undefined, 200)
  expect(ending).toMatchObject({ how: 'failed', error: new Error('an export took too long') })
})

test('leaving ends the thread at once', async () => {
  expect(await endOf((archive) => archive.cancel())).toEqual({ how: 'left' })
})
