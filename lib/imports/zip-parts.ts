import type { Readable } from 'node:stream'
import yauzl from 'yauzl'
import { megabytes, type ImportLimits } from './import-limits.ts'
import { refuse, RefusalSignal, type SheetRefusal } from './refusal.ts'
import type { OpenSource } from './sheet-source.ts'

/** The parts of a zip by name, each opened at will. Close it when done. */
export interface ZipParts {
  ok: true
  names: readonly string[]
  open: (name: string) => Promise<Readable | null>
  close: () => void
}

/** Refusal for a zip that cannot be read to its end. */
export const ZIP_DAMAGED = refuse(
  'zip_damaged',
  'The workbook is cut off or damaged. Open it in Excel, save it again, and import the new file.',
)

/** Lists a zip's parts from its directory; too many, too large or too tightly packed parts are refused before any is read. */
export async function openZip(source: OpenSource, limits: ImportLimits): Promise<ZipParts | SheetRefusal> {
  const options = { lazyEntries: true, autoClose: false }
  let zip: yauzl.ZipFile | null = null
  try {
    zip =
      source.path === null
        ? await yauzl.fromBufferPromise(source.buffer ?? Buffer.alloc(0), options)
        : await yauzl.openPromise(source.path, options)
    const entries = await listEntries(zip, limits)
    const opened = zip
    return {
      ok: true,
      names: [...entries.keys()],
      open: async (name) => {
        const entry = entries.get(name)
        return entry === undefined ? null : opened.openReadStreamPromise(entry)
      },
      close: () => opened.close(),
    }
  } catch (error) {
    zip?.close()
    if (error instanceof RefusalSignal) return error.refusal
    if (isProgrammingFault(error)) throw error
    return ZIP_DAMAGED
  }
}

async function listEntries(zip: yauzl.ZipFile, limits: ImportLimits): Promise<Map<string, yauzl.Entry>> {
  if (zip.entryCount > limits.zipEntries) throw bomb(`it holds ${zip.entryCount} parts`)
  const entries = new Map<string, yauzl.Entry>()
  let total = 0
  for await (const entry of zip.eachEntry()) {
    total += entry.uncompressedSize
    if (total > limits.unzippedBytes) throw bomb(`it unpacks to more than ${megabytes(limits.unzippedBytes)}`)
    if (
      entry.uncompressedSize > limits.ratioFromBytes &&
      entry.uncompressedSize > entry.compressedSize * limits.zipRatio
    ) {
      throw bomb(`a part of it grows more than ${limits.zipRatio} times`)
    }
    if (entry.isEncrypted())
      throw new RefusalSignal(
        refuse('file_is_locked', 'This workbook is protected by a password. Remove the password and save it again.'),
      )
    entries.set(entry.fileName.replace(/^\/+/, ''), entry)
    if (entries.size > limits.zipEntries) throw bomb('it holds too many parts')
  }
  return entries
}

function bomb(why: string): RefusalSignal {
  return new RefusalSignal(
    refuse('zip_bomb', `The workbook is not unpacked, because ${why}. Save only the sheet that is needed, as .csv.`),
  )
}

/** True for faults of our own code, which must never be taken for a damaged file. */
export function isProgrammingFault(error: unknown): boolean {
  return error instanceof TypeError || error instanceof ReferenceError || error instanceof SyntaxError
}
