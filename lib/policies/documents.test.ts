import { expect, test } from 'vitest'
import { DOCUMENTS, isDocumentName, readDocument, rulesOf, siteHref } from './documents.ts'
import { parseMarkdown, plainText, type Inline } from './parse-markdown.ts'

const NAMES = Object.keys(DOCUMENTS).filter(isDocumentName)

test('every published document is read whole: no mark of markdown is left in its text', () => {
  for (const name of NAMES) {
    const { title, blocks } = readDocument(name)
    expect(title, name).not.toBe('')
    expect(blocks.length, name).toBeGreaterThan(2)
    const texts = blocks.flatMap((block) =>
      block.kind === 'table'
        ? [...block.head, ...block.rows.flat()]
        : block.kind === 'list'
          ? block.items
          : block.kind === 'code'
            ? []
            : [block.parts],
    )
    const marks = texts.flatMap(textsOnly).filter((text) => /\*\*|\]\(|^#|^\||`/.test(text))
    expect(marks, name).toEqual([])
    const headings = blocks.flatMap((block) => (block.kind === 'heading' ? [block.id] : []))
    expect(new Set(headings).size, name).toBe(headings.length)
    for (const block of blocks)
      if (block.kind === 'table') for (const row of block.rows) expect(row.length, name).toBe(block.head.length)
  }
})

test('links between documents lead to their pages; a file that is not published is no link', () => {
  expect(siteHref('data-retention', 'backup-policy.md')).toBe('/policies/backup-policy')
  expect(siteHref('data-retention', 'runbooks/restore.md')).toBe('/policies/restore')
  expect(siteHref('restore', '../backup-policy.md')).toBe('/policies/backup-policy')
  expect(siteHref('rules', 'data-retention.md#photos')).toBe('/policies/data-retention#photos')
  expect(siteHref('data-retention', 'runbooks/operator.md')).toBe(null)
  expect(siteHref('rules', '../lib/env.ts')).toBe(null)
})

test('a section of rules is counted by its rows, and a section that is gone is a fault', () => {
  expect(rulesOf('isolation').length).toBeGreaterThan(8)
  expect(rulesOf('isolation')[0]?.test).toMatch(/\.test\.ts$/)
  expect(() => rulesOf('nothing')).toThrow('no table under nothing')
})

test('headings, lists that go on, tables, code and marks inside a line', () => {
  const { title, blocks } = parseMarkdown(
    '# T\n\nOne\ntwo.\n\n## A b\n\n- x `y|z`\n  more\n- **w** _v_ a_b_c\n\n| H |\n| --- |\n| [l](m.md) |\n\n```sh\nrun | it\n```\n',
  )
  expect(title).toBe('T')
  expect(blocks.map(({ kind }) => kind)).toEqual(['paragraph', 'heading', 'list', 'table', 'code'])
  const [paragraph, heading, list, table, code] = blocks
  expect(paragraph?.kind === 'paragraph' && plainText(paragraph.parts)).toBe('One two.')
  expect(heading).toMatchObject({ id: 'a-b', level: 2 })
  expect(list?.kind === 'list' && list.items.map(plainText)).toEqual(['x y|z more', 'w v a_b_c'])
  expect(table).toMatchObject({ rows: [[[{ kind: 'link', href: 'm.md' }]]] })
  expect(code).toEqual({ kind: 'code', text: 'run | it' })
})

function textsOnly(parts: readonly Inline[]): string[] {
  return parts.flatMap((part) => (part.kind === 'code' ? [] : 'text' in part ? [part.text] : textsOnly(part.parts)))
}
