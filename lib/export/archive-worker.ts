import { parentPort, workerData } from 'node:worker_threads'
import { archiveFiles } from './archive-files.ts'
import type { ArchiveMessage, ArchiveTask, ArchiveTotals } from './archive-task.ts'
import { zip } from './zip.ts'

/**
 * A thread of its own for one archive, run by Node as it stands (no bundler sees it): imports here end in .ts, and jszip
 * is the one package they reach. It hands over one piece of bytes each time it is asked for one. A fault ends the thread, which the other side hears.
 */
const task: ArchiveTask = workerData
const port = parentPort
if (port === null) throw new Error('archive-worker.ts runs as a worker thread')

let wanted = 0
let wake = (): void => undefined
port.on('message', () => {
  wanted += 1
  wake()
})

const say = (message: ArchiveMessage): void => port.postMessage(message)
const totals: ArchiveTotals = { rows: {}, exact: false }
for await (const chunk of zip(archiveFiles(task, totals))) {
  while (wanted === 0) await new Promise<void>((go) => (wake = go))
  wanted -= 1
  say({ latin1: chunk.toString('latin1') })
}
say({ totals })
port.close()
