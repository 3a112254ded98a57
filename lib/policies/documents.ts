import { readFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import { type Document, parseMarkdown, plainText } from './parse-markdown.ts'

/** The documents anybody may read at /policies/…: the very files of docs/, by their path in it. */
export const DOCUMENTS = {
  'data-retention': 'data-retention.md',
  'backup-policy': 'backup-policy.md',
  'hosting-regions': 'hosting-regions.md',
  restore: 'runbooks/restore.md',
  roles: 'roles.md',
  rules: 'rules.md',
} as const satisfies Record<string, string>
export type DocumentName = keyof typeof DOCUMENTS

export function isDocumentName(text: string): text is DocumentName {
  return Object.hasOwn(DOCUMENTS, text)
}

const read = new Map<DocumentName, Document>()

/** One document, read from its file once for the whole process. */
export function readDocument(name: DocumentName): Document {
  const known = read.get(name)
  if (known !== undefined) return known
  const document = parseMarkdown(readFileSync(join(process.cwd(), 'docs', DOCUMENTS[name]), 'utf8'))
  read.set(name, document)
  return document
}

/** Where a link of a document leads on the site; null when it leads to a file that is not published. */
export function siteHref(from: DocumentName, href: string): string | null {
  if (/^(https?:|mailto:|#)/.test(href)) return href
  const [path = '', hash] = href.split('#')
  const file = posix.join(posix.dirname(DOCUMENTS[from]), path)
  const name = Object.entries(DOCUMENTS).find(([, each]) => each === file)?.[0]
  return name === undefined ? null : `/policies/${name}${hash === undefined ? '' : `#${hash}`}`
}

/** The rules one section of docs/rules.md holds, each with the test that proves it. */
export function rulesOf(section: string): { rule: string; test: string }[] {
  const { blocks } = readDocument('rules')
  const at = blocks.findIndex((block) => block.kind === 'heading' && block.id === section)
  const table = blocks[at + 1]
  if (at < 0 || table?.kind !== 'table') throw new Error(`docs/rules.md has no table under ${section}`)
  return table.rows.map(([rule = [], , test = []]) => ({ rule: plainText(rule), test: plainText(test) }))
}
