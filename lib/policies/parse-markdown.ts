/**
 * The markdown our own documents are written in, as data: headings, paragraphs, lists, tables, code. Nothing of it is HTML,
 * so a page made of it can carry no markup of anybody's. What is not in this list stays text.
 */
export type Inline =
  | { kind: 'text' | 'code'; text: string }
  | { kind: 'strong' | 'em'; parts: Inline[] }
  | { kind: 'link'; href: string; parts: Inline[] }

export type Block =
  | { kind: 'heading'; level: 2 | 3; id: string; parts: Inline[] }
  | { kind: 'paragraph'; parts: Inline[] }
  | { kind: 'list'; ordered: boolean; items: Inline[][] }
  | { kind: 'table'; head: Inline[][]; rows: Inline[][][] }
  | { kind: 'code'; text: string }

export type Document = { title: string; blocks: Block[] }

/** Reads a document: its first heading is the title, the rest are blocks. */
export function parseMarkdown(text: string): Document {
  const lines = text.split(/\r?\n/)
  const blocks: Block[] = []
  let title = ''
  let at = 0
  const take = (more: (line: string) => boolean): string[] => {
    const from = at
    while (at < lines.length && more(lines[at] ?? '')) at += 1
    return lines.slice(from, at)
  }
  while (at < lines.length) {
    const line = lines[at] ?? ''
    const heading = /^(#{1,3}) +(.*)$/.exec(line)
    if (line.trim() === '') at += 1
    else if (heading) {
      at += 1
      const words = heading[2] ?? ''
      if (heading[1] === '#') title = words
      else blocks.push({ kind: 'heading', level: heading[1] === '##' ? 2 : 3, id: anchor(words), parts: inline(words) })
    } else if (line.startsWith('```')) {
      at += 1
      blocks.push({ kind: 'code', text: take((each) => !each.startsWith('```')).join('\n') })
      at += 1
    } else if (line.startsWith('|')) {
      const [head = [], , ...rows] = take((each) => each.startsWith('|')).map(cells)
      blocks.push({ kind: 'table', head, rows })
    } else if (ITEM.test(line)) {
      const ordered = /^\d/.test(line)
      const items: string[] = []
      for (const each of take((one) => ITEM.test(one) || /^\s+\S/.test(one))) {
        if (ITEM.test(each)) items.push(each.replace(ITEM, ''))
        else items.push(`${items.pop() ?? ''} ${each.trim()}`)
      }
      blocks.push({ kind: 'list', ordered, items: items.map(inline) })
    } else {
      at += 1
      const more = take((each) => each.trim() !== '' && !/^(#|\||```)/.test(each) && !ITEM.test(each))
      blocks.push({ kind: 'paragraph', parts: inline([line, ...more].map((each) => each.trim()).join(' ')) })
    }
  }
  return { title, blocks }
}

/** The text of what a line says, without its marks. */
export function plainText(parts: readonly Inline[]): string {
  return parts.map((part) => ('text' in part ? part.text : plainText(part.parts))).join('')
}

/** What a heading is linked by: "When it was checked" is `when-it-was-checked`. */
export function anchor(words: string): string {
  return words
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
}

const ITEM = /^(?:-|\d+\.) +/
const MARK = /`([^`]+)`|\*\*(.+?)\*\*|(?<![\w/])_([^_]+)_(?!\w)|\[([^\]]+)\]\(([^)\s]+)\)/

function inline(text: string): Inline[] {
  const found = MARK.exec(text)
  if (found === null) return text === '' ? [] : [{ kind: 'text', text }]
  const [whole, code, strong, em, link, href = ''] = found
  const part: Inline =
    code !== undefined
      ? { kind: 'code', text: code }
      : strong !== undefined
        ? { kind: 'strong', parts: inline(strong) }
        : em !== undefined
          ? { kind: 'em', parts: inline(em) }
          : { kind: 'link', href, parts: inline(link ?? '') }
  return [...inline(text.slice(0, found.index)), part, ...inline(text.slice(found.index + whole.length))]
}

function cells(line: string): Inline[][] {
  return line
    .replace(/^\||\|\s*$/g, '')
    .split('|')
    .map((cell) => inline(cell.trim()))
}
