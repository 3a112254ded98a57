import { create } from 'qrcode'
import { BLACK, GREY, type Ink, LINE, PAGE, ReportCanvas, wrapped } from './report-canvas.ts'
import { textWidth } from './report-fonts.ts'
import { writeDocument } from './report-document.ts'
import type { Fact, ReportFacts } from './report-facts.ts'
import type { ReportImage } from './report-image.ts'

const LEFT = 36
const RIGHT = PAGE.width - 36
const WIDTH = RIGHT - LEFT
/** Where the last part, who and with what and the signature, begins. */
const FOOT = 634
const GAP = 12
const PASS_INK: Ink = [0.04, 0.38, 0.22]
const FAIL_INK: Ink = [0.66, 0.1, 0.09]
const WHITE: Ink = [1, 1, 1]
const SHADE: Ink = [0.955, 0.96, 0.965]

export interface ReportPictures {
  signature: ReportImage | null
  logo: ReportImage | null
}

/** The public page that says whether a printed report is genuine, and the code in its address (40 hexadecimal digits). */
export interface Verification {
  origin: string
  code: string
}

/** How closely the page is set: the first of these that holds everything, else the last, with what is too long cut. */
interface Setting {
  /** Height of a row of facts, and of a line of readings with its type size. */
  fact: number
  line: number
  reading: number
  text: number
  leading: number
  /** Notes, repairs and remarks side by side. */
  beside: boolean
}
const SETTINGS: readonly Setting[] = [
  { fact: 20.5, line: 16, reading: 10, text: 8.5, leading: 10.5, beside: false },
  { fact: 19, line: 13, reading: 8.75, text: 8, leading: 9.5, beside: false },
  { fact: 18, line: 10.25, reading: 7.75, text: 7, leading: 8.25, beside: true },
]

/**
 * A field test report on one Letter page, as a PDF. A long report is set closer, long names shrink, and what still does
 * not fit is cut with a note: it never takes a second page. The same facts, pictures and code give the same bytes.
 */
export function drawTestReport(
  facts: ReportFacts,
  pictures: ReportPictures,
  verification: Verification,
): Promise<Uint8Array> {
  const canvas = drawPage(facts, pictures.logo)
  drawFoot(canvas, facts, pictures.signature, verification)
  const images = new Map<string, ReportImage>()
  if (pictures.logo) images.set('logo', pictures.logo)
  if (pictures.signature) images.set('signature', pictures.signature)
  return writeDocument([canvas], images, facts.document)
}

function drawPage(facts: ReportFacts, logo: ReportImage | null): ReportCanvas {
  // So many readings never fit the roomiest setting.
  for (const setting of facts.readings.length > 8 ? SETTINGS.slice(1) : SETTINGS) {
    const canvas = new ReportCanvas()
    drawHead(canvas, facts, logo)
    drawResult(canvas, facts)
    let y = drawParties(canvas, facts, 173)
    y = drawGrid(canvas, y, 'Assembly', [...facts.assemblyFacts, ...facts.bypassFacts], setting)
    y = drawGrid(canvas, y, 'Condition at test', facts.conditionFacts, setting)
    y = drawReadings(canvas, y, facts, setting)
    const whole = drawTexts(canvas, y, facts, setting)
    if (whole || setting === SETTINGS.at(-1)) return canvas
  }
  throw new Error('a page has at least one setting')
}

function drawHead(canvas: ReportCanvas, { company, reportNo }: ReportFacts, logo: ReportImage | null): void {
  let x = LEFT
  if (logo) {
    const scale = Math.min(120 / logo.width, 40 / logo.height)
    canvas.picture('logo', LEFT, 36, logo.width * scale, logo.height * scale)
    x += logo.width * scale + GAP
  }
  const width = 400 - x
  canvas.text(x, 46, company.name, { size: 12, font: 'bold', width })
  company.lines.slice(0, 4).forEach((line, index) => {
    canvas.text(x, 57 + index * 9, line, { size: 7.5, ink: GREY, width })
  })
  canvas.text(RIGHT, 46, 'Backflow prevention assembly', { size: 8.5, ink: GREY, align: 'right' })
  canvas.text(RIGHT, 63, 'Field test report', { size: 16, font: 'bold', align: 'right' })
  canvas.text(RIGHT, 77, `Report ${reportNo}`, { size: 8.5, font: 'mono', align: 'right' })
}

function drawResult(canvas: ReportCanvas, facts: ReportFacts): void {
  const top = 94
  const passed = facts.result === 'PASS'
  const ink = passed ? PASS_INK : FAIL_INK
  canvas.box(LEFT, top, WIDTH, 46, { stroke: ink, line: 1 })
  canvas.box(LEFT, top, 108, 46, { fill: ink })
  canvas.text(LEFT + 54, top + 32.5, facts.result, { size: 27, font: 'bold', ink: WHITE, align: 'centre' })
  const x = LEFT + 120
  const verdict = wrapped(facts.verdict, 'regular', 8, WIDTH - 132).slice(0, 2).length
  const base = top + (verdict > 1 ? 16 : verdict === 1 ? 20 : 26)
  canvas.text(x, base, facts.assembly, { size: 11.5, font: 'bold', width: 225, least: 7.5 })
  canvas.text(RIGHT - 10, base, `Serial ${facts.serial || 'none'}`, {
    size: 10.5,
    font: 'mono',
    align: 'right',
    width: 180,
    least: 6.5,
  })
  canvas.paragraph(x, base + 13, facts.verdict, { size: 8, width: WIDTH - 132, leading: 9.5, lines: 2 })
  const strip: readonly Fact[] = [
    ['Tested', facts.tested],
    ['Kind of test', facts.testType],
    ['Next', facts.next],
  ]
  strip.forEach(([label, value], index) => {
    const at = LEFT + (index * WIDTH) / 3
    canvas.text(at, 152, label, { size: 6.75, ink: GREY })
    canvas.text(at, 163, value, { size: 9.5, font: 'bold', width: WIDTH / 3 - GAP })
  })
}

function drawParties(canvas: ReportCanvas, facts: ReportFacts, top: number): number {
  const width = (WIDTH - 2 * GAP) / 3
  const parties = [
    ['Water purveyor', facts.purveyor],
    ['Site', facts.site],
    ['Owner or customer', facts.customer],
  ] as const
  const ends = parties.map(([title, given], index) => {
    const x = LEFT + index * (width + GAP)
    const y = heading(canvas, x, top, title, width)
    const [first = '', ...rest] = given
    let at = canvas.paragraph(x, y + 1.5, first, { size: 9, font: 'bold', width, leading: 10, lines: 2 })
    for (const line of rest.slice(0, 4)) {
      canvas.text(x, at, line, { size: 8, width, least: 6 })
      at += 9.5
    }
    return at
  })
  return Math.max(...ends) + 2
}

/** Facts in columns, the label above its value; a long value takes several. Nothing where there are none. */
function drawGrid(
  canvas: ReportCanvas,
  top: number,
  title: string,
  facts: readonly Fact[],
  { fact: step }: Setting,
): number {
  if (facts.length === 0) return top
  const y = heading(canvas, LEFT, top, title, WIDTH)
  const columns = 5
  const width = WIDTH / columns
  let [column, row] = [0, 0]
  for (const [label, value] of facts) {
    const font = /serial|meter no|account|tag|reading/i.test(label) ? 'mono' : 'regular'
    const span = Math.min(columns, Math.ceil((textWidth(font, value, 8.75) + 8) / width))
    if (column + span > columns) [column, row] = [0, row + 1]
    const x = LEFT + column * width
    const at = y + row * step
    const look = { width: span * width - 8 }
    canvas.text(x, at, label, { size: 6.75, ink: GREY, ...look })
    canvas.text(x, at + 9, value, { size: 8.75, font, least: 5.5, ...look })
    column += span
  }
  return y + (row + 1) * step
}

function drawReadings(
  canvas: ReportCanvas,
  top: number,
  { readings, hasFinal }: ReportFacts,
  { line: step, reading: size }: Setting,
): number {
  if (readings.length === 0) return top
  const y = heading(canvas, LEFT, top, 'Readings', WIDTH)
  const asked = LEFT + 215
  const stages = hasFinal
    ? [['initial', 'Initial test', LEFT + 310] as const, ['final', 'Final test, after repair', LEFT + 432] as const]
    : [['initial', 'Initial test', LEFT + 310] as const]
  canvas.text(asked, y - 9, 'Required', { size: 6.75, ink: GREY })
  for (const [, title, x] of stages) canvas.text(x, y - 9, title, { size: 6.75, ink: GREY })
  readings.forEach((line, index) => {
    const row = y - 5 + index * step
    if (index % 2 === 0) canvas.box(LEFT, row, WIDTH, step, { fill: SHADE })
    const base = row + step / 2 + size * 0.34
    canvas.text(LEFT + 4, base, line.label, { size, width: 205 })
    canvas.text(asked, base, line.asked, { size: size - 0.5, ink: GREY, width: 90 })
    for (const [stage, , x] of stages) {
      const cell = line.cells[stage]
      if (!cell) continue
      const failed = cell.status === 'fail'
      canvas.text(x, base, cell.text, { size, font: 'mono', width: 74, least: 5.5, ink: failed ? FAIL_INK : BLACK })
      const word = cell.status === 'pass' ? 'pass' : failed ? 'FAIL' : cell.status === 'missing' ? 'missing' : ''
      canvas.text(x + 80, base, word, {
        size: size - 1.25,
        font: failed ? 'bold' : 'regular',
        ink: failed ? FAIL_INK : GREY,
      })
    }
  })
  return y - 5 + readings.length * step + 8
}

/** Notes, repairs and remarks share what is left of the page. False when something had to be cut. */
function drawTexts(canvas: ReportCanvas, top: number, facts: ReportFacts, setting: Setting): boolean {
  const texts = [
    ['Notes', facts.notes.join('\n')] as const,
    ['Repairs and materials', facts.repairs] as const,
    ['Remarks', facts.remarks] as const,
  ].filter(([, text]) => text !== '')
  const room = (y: number): number => Math.floor((FOOT - 2 - y - 19) / setting.leading) + 1
  if (setting.beside) {
    const width = (WIDTH - (texts.length - 1) * GAP) / Math.max(1, texts.length)
    const ends = texts.map(([title, text], index) =>
      drawCut(canvas, LEFT + index * (width + GAP), top, title, text, width, room(top), setting),
    )
    return ends.every(({ whole }) => whole)
  }
  let [y, whole] = [top, true]
  for (const [title, text] of texts) {
    if (room(y) < 1) return false
    const drawn = drawCut(canvas, LEFT, y, title, text, WIDTH, room(y), setting)
    y = drawn.y
    whole &&= drawn.whole
  }
  return whole
}

function drawCut(
  canvas: ReportCanvas,
  x: number,
  top: number,
  title: string,
  text: string,
  width: number,
  most: number,
  { text: size, leading }: Setting,
): { y: number; whole: boolean } {
  const lines = wrapped(text, 'regular', size, width)
  const y = heading(canvas, x, top, title, width)
  const whole = lines.length <= most
  const shown = whole ? lines : lines.slice(0, Math.max(0, most - 1))
  shown.forEach((line, index) => canvas.text(x, y + index * leading, line, { size, width }))
  const last = y + shown.length * leading
  if (whole) return { y: last + 2, whole }
  canvas.text(x, last, 'Cut to fit: the whole text is on file.', { size: 6.5, ink: GREY, width })
  return { y: last + leading, whole }
}

function drawFoot(
  canvas: ReportCanvas,
  facts: ReportFacts,
  signature: ReportImage | null,
  { origin, code }: Verification,
): void {
  const columns = 440
  canvas.line(LEFT, FOOT, RIGHT, FOOT, { ink: BLACK, width: 0.75 })
  const half = columns / 2
  drawPairs(canvas, LEFT, FOOT + 13, facts.testerFacts, half - GAP)
  drawPairs(canvas, LEFT + half, FOOT + 13, facts.gaugeFacts, half - GAP)
  const certified = FOOT + 68
  canvas.paragraph(LEFT, certified, facts.certification, {
    size: 7.75,
    width: columns - GAP,
    leading: 9,
    lines: 3,
  })
  const rule = 760
  canvas.line(LEFT, rule, LEFT + 236, rule, { ink: BLACK })
  if (signature) {
    const scale = Math.min(220 / signature.width, 32 / signature.height)
    canvas.picture(
      'signature',
      LEFT + 6,
      rule - 1 - signature.height * scale,
      signature.width * scale,
      signature.height * scale,
    )
  }
  canvas.text(LEFT, rule + 9, `Signed: ${facts.signedAs}`, { size: 7.5, ink: GREY, width: 236 })
  canvas.text(LEFT + 250, rule + 9, `${facts.rules} Page 1 of 1.`, {
    size: 6.25,
    ink: GREY,
    width: RIGHT - LEFT - 250,
    least: 5,
  })

  const side = 84
  const x = RIGHT - side
  const address = `${origin}/verify/`
  canvas.modules(x, FOOT + 9, side, qrModules(address, code))
  const centre = x + side / 2
  canvas.text(centre, FOOT + side + 17, 'Genuine? Scan, or open', { size: 6.25, ink: GREY, align: 'centre' })
  canvas.text(centre, FOOT + side + 25, address.replace(/^https?:\/\//, ''), {
    size: 6.25,
    align: 'centre',
    width: side + 16,
  })
  for (const [index, part] of [code.slice(0, 20), code.slice(20)].entries()) {
    canvas.text(centre, FOOT + side + 33 + index * 7.5, grouped(part), { size: 5.75, font: 'mono', align: 'centre' })
  }
}

function drawPairs(canvas: ReportCanvas, x: number, y: number, facts: readonly Fact[], width: number): void {
  facts.slice(0, 5).forEach(([label, value], index) => {
    const row = y + index * 10.5
    canvas.text(x, row, label, { size: 7.25, ink: GREY })
    const font = /serial|licence/i.test(label) ? 'mono' : index === 0 ? 'bold' : 'regular'
    canvas.text(x + 74, row, value, { size: 8.5, font, width: width - 74, least: 5.5 })
  })
}

function heading(canvas: ReportCanvas, x: number, top: number, title: string, width: number): number {
  canvas.line(x, top, x + width, top, { ink: LINE })
  canvas.text(x, top + 9.5, title, { size: 7.5, font: 'bold' })
  return top + 19
}

/** Upper case letters and digits take less room in a QR code; the page reads both. */
function qrModules(address: string, code: string): { size: number; data: ArrayLike<number> } {
  return create(
    [
      { data: Buffer.from(address), mode: 'byte' },
      { data: code.toUpperCase(), mode: 'alphanumeric' },
    ],
    { errorCorrectionLevel: 'M' },
  ).modules
}

function grouped(text: string): string {
  return text.replace(/(.{5})(?=.)/g, '$1 ')
}
