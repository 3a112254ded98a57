import type { Readable } from 'node:stream'
import { SaxesParser } from 'saxes'
import { refuse, RefusalSignal, type SheetRefusal } from './refusal.ts'
import { isProgrammingFault, ZIP_DAMAGED } from './zip-parts.ts'

/** What a part's reader wants to hear. Names come without a namespace prefix. */
export interface XmlHandlers {
  open: (name: string, attributes: Record<string, string>) => void
  close: (name: string) => void
  text: (text: string) => void
}

const SILENT_CHARS = 2 * 1024 * 1024

const XML_DAMAGED = refuse(
  'xlsx_damaged',
  'A part of the workbook is not well-formed. Open it in Excel, save it again, and import the new file.',
)
const TEXT_BOMB = refuse(
  'zip_bomb',
  'The workbook holds a single text longer than any cell can be. Save the sheet as .csv and import that.',
)

function local(name: string): string {
  const at = name.indexOf(':')
  return at === -1 ? name : name.slice(at + 1)
}

/**
 * Feeds one XML part through `handlers`, yielding after every chunk so that the caller can pass on what it has gathered.
 * Document types are refused (no entity of a file's own is ever expanded), and so is a single text of megabytes.
 */
export async function* xmlChunks(stream: Readable, handlers: XmlHandlers): AsyncGenerator<undefined, void, undefined> {
  const parser = new SaxesParser({ xmlns: false })
  let silent = 0
  parser.on('error', (error) => {
    throw new RefusalSignal({ ...XML_DAMAGED, sentence: `${XML_DAMAGED.sentence} (${error.message.slice(0, 120)})` })
  })
  parser.on('doctype', () => {
    throw new RefusalSignal(XML_DAMAGED)
  })
  parser.on('opentag', (tag) => {
    silent = 0
    handlers.open(local(tag.name), tag.attributes)
  })
  parser.on('closetag', (tag) => {
    silent = 0
    handlers.close(local(tag.name))
  })
  parser.on('text', (text) => handlers.text(text))
  parser.on('cdata', (text) => handlers.text(text))
  const decoder = new TextDecoder('utf-8')
  try {
    for await (const chunk of stream) {
      silent += chunk.length
      parser.write(decoder.decode(chunk, { stream: true }))
      if (silent > SILENT_CHARS) throw new RefusalSignal(TEXT_BOMB)
      yield undefined
    }
    parser.write(decoder.decode())
    parser.close()
    yield undefined
  } finally {
    stream.destroy()
  }
}

/** Reads a whole part; nothing is gathered but what the handlers keep. */
export async function readXml(stream: Readable, handlers: XmlHandlers): Promise<void> {
  const chunks = xmlChunks(stream, handlers)
  let step = await chunks.next()
  while (step.done !== true) step = await chunks.next()
}

/** Turns what a damaged part throws into its refusal; faults of our own pass on. */
export function partRefusal(error: unknown): SheetRefusal {
  if (error instanceof RefusalSignal) return error.refusal
  if (isProgrammingFault(error)) throw error
  return ZIP_DAMAGED
}
