import { GREY, LINE, PAGE, ReportCanvas, wrapped } from './report-canvas.ts'
import { type DocumentFacts, writeDocument } from './report-document.ts'

const LEFT = 48
const RIGHT = PAGE.width - 48
/** Lines end above the foot of a page. */
const LAST = PAGE.height - 72

/** A table of a paper: words that wrap at the left, then figures under their right edges. */
export interface BillTable {
  /** Above the table, where a paper has several. */
  heading?: string
  words: { label: string; width: number }
  figures: readonly { label: string; right: number; width: number }[]
  rows: readonly { words: string; figures: readonly string[] }[]
}

/** A paper with lines and a sum, as texts in their places: an invoice, a credit note, a quote or a statement. */
export interface BillFacts {
  /** 'Invoice 1042'. */
  title: string
  company: { name: string; lines: string[] }
  billTo: string[]
  /** Above whom it is for; 'Bill to' where nothing else is said. */
  to?: string
  /** At the top right, such as the day and what it credits. */
  facts: readonly (readonly [label: string, value: string])[]
  /** Said before the lines: what a quote is for. */
  intro?: string
  tables: readonly BillTable[]
  sums: readonly (readonly [label: string, value: string])[]
  total: readonly [label: string, value: string]
  note: string
  document: DocumentFacts
}

/** The lines of an invoice or a quote as a table. */
export function billTable(
  lines: readonly { description: string; quantity: string; unit: string; tax: string; amount: string }[],
): BillTable {
  return {
    words: { label: 'For', width: 290 },
    figures: [
      { label: 'Quantity', right: 392, width: 48 },
      { label: 'Price', right: 462, width: 64 },
      { label: 'Tax', right: 506, width: 42 },
      { label: 'Amount', right: RIGHT, width: 56 },
    ],
    rows: lines.map((line) => ({
      words: line.description,
      figures: [line.quantity, line.unit, line.tax, line.amount],
    })),
  }
}

/** The paper as a PDF of one page or as many as its lines take, the head of the table on each. The same facts give the same bytes. */
export function drawBill(facts: BillFacts): Promise<Uint8Array> {
  const pages: ReportCanvas[] = []
  let canvas = new ReportCanvas()
  pages.push(canvas)
  let y = drawHead(canvas, facts)
  let table: BillTable | undefined
  const need = (height: number): void => {
    if (y + height <= LAST) return
    canvas = new ReportCanvas()
    pages.push(canvas)
    canvas.text(LEFT, 48, facts.title, { size: 9, ink: GREY })
    y = table === undefined ? 68 : drawTableHead(canvas, 60, table)
  }
  const prose = (text: string): void => {
    for (const words of text === '' ? [] : wrapped(text, 'regular', 9, RIGHT - LEFT)) {
      need(12)
      canvas.text(LEFT, y, words, { size: 9 })
      y += 12
    }
  }
  if (facts.intro !== undefined) {
    prose(facts.intro)
    y += 12
  }
  for (const next of facts.tables) {
    table = undefined
    need(next.heading === undefined ? 48 : 64)
    if (next.heading !== undefined) {
      canvas.text(LEFT, y, next.heading, { size: 10, font: 'bold' })
      y += 18
    }
    table = next
    y = drawTableHead(canvas, y, table)
    for (const row of next.rows) {
      // A line longer than a page goes on over the page break.
      for (const [index, words] of wrapped(row.words, 'regular', 9, next.words.width).entries()) {
        need(12)
        canvas.text(LEFT, y, words, { size: 9 })
        if (index === 0) drawFigures(canvas, y, next, row.figures)
        y += 12
      }
      canvas.line(LEFT, y - 6, RIGHT, y - 6, { ink: LINE })
      y += 8
    }
    y += next.heading === undefined ? 0 : 12
  }
  // A figure of the total is 6.6 points wide.
  const label = RIGHT - Math.max(58, facts.total[1].length * 6.6 + 10)
  need(16 * (facts.sums.length + 2))
  for (const [name, value] of facts.sums) {
    canvas.text(label, y, name, { size: 9, ink: GREY, align: 'right' })
    canvas.text(RIGHT, y, value, { size: 9, font: 'mono', align: 'right' })
    y += 14
  }
  canvas.text(label, y + 4, facts.total[0], { size: 11, font: 'bold', align: 'right' })
  canvas.text(RIGHT, y + 4, facts.total[1], { size: 11, font: 'mono', align: 'right' })
  y += 34
  table = undefined
  prose(facts.note)
  for (const [index, page] of pages.entries())
    page.text(RIGHT, PAGE.height - 36, `Page ${index + 1} of ${pages.length}`, { size: 8, ink: GREY, align: 'right' })
  return writeDocument(pages, new Map(), facts.document)
}

function drawHead(canvas: ReportCanvas, { title, company, billTo, to = 'Bill to', facts }: BillFacts): number {
  canvas.text(LEFT, 58, company.name, { size: 13, font: 'bold', width: 280 })
  let left = 72
  for (const line of company.lines) {
    canvas.text(LEFT, left, line, { size: 8.5, ink: GREY, width: 280 })
    left += 11
  }
  canvas.text(RIGHT, 58, title, { size: 16, font: 'bold', align: 'right', width: 220 })
  let right = 78
  for (const [label, value] of facts) {
    canvas.text(RIGHT - 110, right, label, { size: 8.5, ink: GREY, align: 'right', width: 120 })
    canvas.text(RIGHT, right, value, { size: 9, align: 'right', width: 104 })
    right += 13
  }
  let y = Math.max(left, right, 130) + 16
  canvas.text(LEFT, y, to, { size: 8.5, ink: GREY })
  for (const line of billTo) {
    y += 13
    canvas.text(LEFT, y, line, { size: 10, width: 320 })
  }
  return y + 22
}

function drawTableHead(canvas: ReportCanvas, y: number, { words, figures }: BillTable): number {
  const look = { size: 8, ink: GREY } as const
  canvas.text(LEFT, y, words.label, look)
  for (const { label, right } of figures) canvas.text(right, y, label, { ...look, align: 'right' })
  canvas.line(LEFT, y + 5, RIGHT, y + 5, { width: 0.8 })
  return y + 20
}

function drawFigures(canvas: ReportCanvas, y: number, { figures }: BillTable, texts: readonly string[]): void {
  for (const [index, { right, width }] of figures.entries())
    canvas.text(right, y, texts[index] ?? '', { size: 8.5, font: 'mono', align: 'right', width })
}
