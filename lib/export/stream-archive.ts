import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { ArchiveMessage, ArchiveTask, ArchiveTotals } from './archive-task.ts'

/** How an export ended: whole, broken by a fault, or left by whoever asked for it. */
export type Ending = { how: 'finished'; totals: ArchiveTotals } | { how: 'failed'; error: unknown } | { how: 'left' }

/** The thread holds one page of one table at a time; should that ever stop being true, it ends before the server does. */
const MOST_MEMORY_MB = 128

/** More than the largest archive takes; whoever takes the bytes slower than this holds a thread for nothing. */
export const LONGEST_MS = 15 * 60_000

/**
 * The archive as a stream, made in a thread of its own and only as fast as it is taken. `ended` is told once how it went.
 * A fault breaks the stream off before the directory is written, so what arrived does not open.
 */
export function streamArchive(
  task: ArchiveTask,
  ended: (ending: Ending) => Promise<void>,
  longestMs = LONGEST_MS,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  // Traced by next.config.ts: the bundler neither sees this path nor what the thread imports.
  const file = join(/* turbopackIgnore: true */ process.cwd(), 'lib', 'export', 'archive-worker.ts')
  const worker = new Worker(file, {
    workerData: task,
    env: {},
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: MOST_MEMORY_MB, maxYoungGenerationSizeMb: 16 },
  })
  let tooLate = (): void => undefined
  const late = setTimeout(() => tooLate(), longestMs)
  let over = false
  let arrived = (): void => undefined
  const end = async (ending: Ending): Promise<void> => {
    if (over) return
    over = true
    clearTimeout(late)
    await ended(ending)
  }
  return new ReadableStream(
    {
      start(controller) {
        const fail = (error: unknown): void => {
          if (!over) controller.error(error)
          void end({ how: 'failed', error })
        }
        worker.on('message', (message: ArchiveMessage) => {
          if ('latin1' in message) {
            if (!over) controller.enqueue(Buffer.from(message.latin1, 'latin1'))
            arrived()
          } else {
            end({ how: 'finished', totals: message.totals }).then(
              () => controller.close(),
              (error: unknown) => controller.error(error),
            )
          }
        })
        tooLate = () => {
          fail(new Error('an export took too long'))
          void worker.terminate()
        }
        worker.once('error', fail)
        worker.once('exit', () => fail(new Error('the thread of an export ended early')))
      },
      pull() {
        worker.postMessage('more')
        return new Promise((go) => (arrived = go))
      },
      async cancel() {
        const told = end({ how: 'left' })
        await worker.terminate()
        await told
      },
    },
    { highWaterMark: 1 },
  )
}
