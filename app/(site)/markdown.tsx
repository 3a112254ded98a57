import type { ReactNode } from 'react'
import { plainText, type Block, type Inline } from '@/lib/policies/parse-markdown.ts'

type Resolve = (href: string) => string | null

/** The blocks of a document as a page. `resolve` says where its links lead; one that leads nowhere stays text. */
export function Markdown({ blocks, resolve }: { blocks: readonly Block[]; resolve: Resolve }) {
  return <>{blocks.map((block, index) => drawBlock(block, index, resolve))}</>
}

function drawBlock(block: Block, key: number, resolve: Resolve): ReactNode {
  switch (block.kind) {
    case 'heading': {
      const H = `h${block.level}` as const
      return (
        <H key={key} id={block.id}>
          {drawInline(block.parts, resolve)}
        </H>
      )
    }
    case 'paragraph':
      return <p key={key}>{drawInline(block.parts, resolve)}</p>
    case 'list': {
      const List = block.ordered ? 'ol' : 'ul'
      return (
        <List key={key}>
          {block.items.map((item) => (
            <li key={plainText(item)}>{drawInline(item, resolve)}</li>
          ))}
        </List>
      )
    }
    case 'table':
      return <ProseTable key={key} head={block.head} rows={block.rows} resolve={resolve} />
    case 'code':
      return (
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what can scroll must be reachable by key
        <pre key={key} tabIndex={0}>
          {block.text}
        </pre>
      )
  }
}

function ProseTable({ head, rows, resolve }: { head: Inline[][]; rows: Inline[][][]; resolve: Resolve }) {
  const labels = head.map(plainText)
  return (
    <table>
      <thead>
        <tr>
          {head.map((cell, at) => (
            <th key={labels[at]} scope="col">
              {drawInline(cell, resolve)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.map(plainText).join('|')}>
            {row.map((cell, at) => (
              <td key={labels[at]} data-label={labels[at]}>
                {drawInline(cell, resolve)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function drawInline(parts: readonly Inline[], resolve: Resolve): ReactNode[] {
  return parts.map((part, key) => {
    switch (part.kind) {
      case 'text':
        return part.text
      case 'code':
        return <code key={key}>{part.text}</code>
      case 'strong':
        return <strong key={key}>{drawInline(part.parts, resolve)}</strong>
      case 'em':
        return <em key={key}>{drawInline(part.parts, resolve)}</em>
      case 'link': {
        const href = resolve(part.href)
        const words = drawInline(part.parts, resolve)
        return href === null ? (
          <span key={key}>{words}</span>
        ) : (
          <a key={key} href={href} className="link">
            {words}
          </a>
        )
      }
    }
  })
}
