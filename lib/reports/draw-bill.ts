import { GREY, LINE, PAGE, ReportCanvas, wrapped } from './report-canvas.ts'
import { type DocumentFacts, writeDocument } from './report-document.ts'

const LEFT = 48
const RIGHT = PAGE.width - 48
/** Right edges of the columns of figures. */
const QUANTITY = 392
const UNIT = 462
const TAX = 506
const DESCRIPTION_WIDTH = 290
/** Lines end above the foot of a page. */
const LAST = PAGE.height - 72

/** A paper with lines and a sum, as texts in their places: an invoice, a credit note or a quote. */
export interface BillFacts {
  /** 'Invoice 1042'. */
  title: string
  company: { name: string; lines: string[] }
  billTo: string[]
  /** At the top right, such as the day and what it credits. */
  facts: readonly (readonly [label: string, value: string])[]
  lines: readonly { description: string; quantity: string; unit: string; tax: string; amount: string }[]
  sums: readonly (readonly [label: string, value: string])[]
  total: readonly [label: string, value: string]
  note: string
  document: DocumentFacts
}

/** The paper as a PDF of one page or as many as its lines take, the head of the table on each. The same facts give the same bytes. */
export function drawBill(facts: BillFacts): Promise<Uint8Array> {
  const pages: ReportCanvas[] = []
  let canvas = new ReportCanvas()
  pages.push(canvas)
  let y = drawTableHead(canvas, drawHead(canvas, facts))
  const need = (height: number): void => {
    if (y + height <= LAST) return
    canvas = new ReportCanvas()
    pages.push(canvas)
    canvas.text(LEFT, 48, facts.title, { size: 9, ink: GREY })
    y = drawTableHead(canvas, 60)
  }
  for (const line of facts.lines) {
    const words = wrapped(line.description, 'regular', 9, DESCRIPTION_WIDTH)
    // A line longer than a page goes on over the page break.
    let first = true
    for (const word of words) {
      need(12)
      canvas.text(LEFT, y, word, { size: 9 })
      if (first) drawFigures(canvas, y, line)
      first = false
      y += 12
    }
    canvas.line(LEFT, y - 6, RIGHT, y - 6, { ink: LINE })
    y += 8
  }
  need(16 * (facts.sums.length + 2))
  for (const [label, value] of facts.sums) {
    canvas.text(TAX, y, label, { size: 9, ink: GREY, align: 'right' })
    canvas.text(RIGHT, y, value, { size: 9, font: 'mono', align: 'right' })
    y += 14
  }
  canvas.text(TAX, y + 4, facts.total[0], { size: 11, font: 'bold', align: 'right' })
  canvas.text(RIGHT, y + 4, facts.total[1], { size: 11, font: 'mono', align: 'right' })
  y += 34
  for (const words of facts.note === '' ? [] : wrapped(facts.note, 'regular', 9, RIGHT - LEFT)) {
    need(12)
    canvas.text(LEFT, y, words, { size: 9 })
    y += 12
  }
  for (const [index, page] of pages.entries())
    page.text(RIGHT, PAGE.height - 36, `Page ${index + 1} of ${pages.length}`, { size: 8, ink: GREY, align: 'right' })
  return writeDocument(pages, new Map(), facts.document)
}

function drawHead(canvas: ReportCanvas, { title, company, billTo, facts }: BillFacts): number {
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
  canvas.text(LEFT, y, 'Bill to', { size: 8.5, ink: GREY })
  for (const line of billTo) {
    y += 13
    canvas.text(LEFT, y, line, { size: 10, width: 320 })
  }
  return y + 22
}

function drawTableHead(canvas: ReportCanvas, y: number): number {
  const look = { size: 8, ink: GREY } as const
  canvas.text(LEFT, y, 'For', look)
  for (const [x, label] of [
    [QUANTITY, 'Quantity'],
    [UNIT, 'Price'],
    [TAX, 'Tax'],
    [RIGHT, 'Amount'],
  ] as const)
    canvas.text(x, y, label, { ...look, align: 'right' })
  canvas.line(LEFT, y + 5, RIGHT, y + 5, { width: 0.8 })
  return y + 20
}

function drawFigures(canvas: ReportCanvas, y: number, line: BillFacts['lines'][number]): void {
  for (const [x, text, width] of [
    [QUANTITY, line.quantity, 48],
    [UNIT, line.unit, 64],
    [TAX, line.tax, 42],
    [RIGHT, line.amount, 56],
  ] as const)
    canvas.text(x, y, text, { size: 8.5, font: 'mono', align: 'right', width })
}
