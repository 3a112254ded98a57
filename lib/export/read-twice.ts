import { type FileHandle, mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/**
 * The same pages two times, one after the other, asked for once: in between they wait in a file. Rows hold no line ends.
 * The second time gives the rows in pages of another length, and only after the first is through.
 */
export function readTwice(pages: AsyncIterable<string[]>): [AsyncGenerator<string[]>, AsyncGenerator<string[]>] {
  let kept: FileHandle | undefined

  async function* first(): AsyncGenerator<string[]> {
    const file = await unnamedFile()
    let through = false
    try {
      for await (const rows of pages) {
        await file.appendFile(`${rows.join('\n')}\n`)
        yield rows
      }
      kept = file
      through = true
    } finally {
      if (!through) await file.close()
    }
  }

  async function* again(): AsyncGenerator<string[]> {
    if (kept === undefined) throw new Error('the first time is not through')
    try {
      let rest = ''
      const texts = kept.createReadStream({ start: 0, encoding: 'utf8', autoClose: false, highWaterMark: 2 ** 19 })
      for await (const text of texts) {
        const rows = `${rest}${text}`.split('\n')
        rest = rows.pop() ?? ''
        if (rows.length > 0) yield rows
      }
    } finally {
      await kept.close()
    }
  }

  return [first(), again()]
}

/** Its name is taken away at once: the rows in it are gone with the process, whatever ends that. */
async function unnamedFile(): Promise<FileHandle> {
  const folder = await mkdtemp(join(tmpdir(), 'flowtrack-export-'))
  try {
    return await open(join(folder, 'rows'), 'wx+', 0o600)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
