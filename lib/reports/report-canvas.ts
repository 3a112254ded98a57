import { type FontName, ReportFonts, textWidth } from './report-fonts.ts'

/** US Letter, in points. */
export const PAGE = { width: 612, height: 792 } as const

/** Red, green, blue from 0 to 1. */
export type Ink = readonly [number, number, number]
export const BLACK: Ink = [0.07, 0.08, 0.1]
export const GREY: Ink = [0.36, 0.39, 0.43]
export const LINE: Ink = [0.78, 0.8, 0.83]

export interface TextLook {
  size: number
  font?: FontName
  ink?: Ink
  align?: 'left' | 'right' | 'centre'
  /** The text shrinks down to `least` points, and is cut with an ellipsis after that. */
  width?: number
  least?: number
}

type Operation = string | { font: FontName; text: string }

/**
 * A page to draw on. Measures start at the top left corner, in points; a text's y is its baseline. Texts are cleaned of
 * what no printer can show; letters the fonts do not have come out as a box.
 */
export class ReportCanvas {
  readonly fonts = new ReportFonts()
  private readonly operations: Operation[] = []

  /** One line of text. Returns its width as drawn. */
  text(x: number, y: number, given: string, look: TextLook): number {
    const font = look.font ?? 'regular'
    const { text, size } = fitted(clean(given), font, look)
    if (text === '') return 0
    const width = textWidth(font, text, size)
    const left = look.align === 'right' ? x - width : look.align === 'centre' ? x - width / 2 : x
    this.fonts.need(font, text)
    this.operations.push(`${ink(look.ink ?? BLACK)} rg BT /${font} ${size} Tf ${n(left)} ${n(PAGE.height - y)} Td `)
    this.operations.push({ font, text })
    return width
  }

  /** Text in lines of at most `width`; returns the y of the line after the last. Lines beyond `lines` are cut with an ellipsis. */
  paragraph(
    x: number,
    y: number,
    given: string,
    look: TextLook & { width: number; leading: number; lines?: number },
  ): number {
    const { text, ...rest } = { text: wrapped(given, look.font ?? 'regular', look.size, look.width), ...look }
    const lines = Math.min(text.length, look.lines ?? text.length)
    for (let index = 0; index < lines; index += 1) {
      const cut = index === lines - 1 && lines < text.length
      const line = text[index] ?? ''
      this.text(x, y + index * look.leading, cut ? `${line} ${text[index + 1] ?? ''}` : line, {
        ...rest,
        ...(cut ? { least: look.size } : {}),
      })
    }
    return y + lines * look.leading
  }

  line(x1: number, y1: number, x2: number, y2: number, look: { width?: number; ink?: Ink } = {}): void {
    this.operations.push(
      `${ink(look.ink ?? LINE)} RG ${n(look.width ?? 0.5)} w ${n(x1)} ${n(PAGE.height - y1)} m ${n(x2)} ${n(PAGE.height - y2)} l S\n`,
    )
  }

  box(x: number, y: number, width: number, height: number, look: { fill?: Ink; stroke?: Ink; line?: number }): void {
    const paint = look.fill && look.stroke ? 'B' : look.fill ? 'f' : 'S'
    this.operations.push(
      `${look.fill ? `${ink(look.fill)} rg ` : ''}${look.stroke ? `${ink(look.stroke)} RG ${n(look.line ?? 0.5)} w ` : ''}` +
        `${n(x)} ${n(PAGE.height - y - height)} ${n(width)} ${n(height)} re ${paint}\n`,
    )
  }

  /** A picture registered under `name`. */
  picture(name: string, x: number, y: number, width: number, height: number): void {
    this.operations.push(`q ${n(width)} 0 0 ${n(height)} ${n(x)} ${n(PAGE.height - y - height)} cm /${name} Do Q\n`)
  }

  /** A square of dark modules, drawn as rectangles: it stays sharp at any size. */
  modules(x: number, y: number, side: number, code: { size: number; data: ArrayLike<number> }): void {
    const step = side / code.size
    const rectangles: string[] = []
    for (let row = 0; row < code.size; row += 1) {
      for (let column = 0; column < code.size; column += 1) {
        const first = column
        while (column < code.size && code.data[row * code.size + column]) column += 1
        if (column === first) continue
        rectangles.push(
          `${n(x + first * step)} ${n(PAGE.height - y - (row + 1) * step)} ${n((column - first) * step)} ${n(step)} re`,
        )
      }
    }
    this.operations.push(`0 0 0 rg ${rectangles.join(' ')} f\n`)
  }

  /** The page's content stream. */
  content(): string {
    const encoders = new Map(this.fonts.names().map((name) => [name, this.fonts.encoder(name)]))
    let stream = ''
    for (const operation of this.operations) {
      stream +=
        typeof operation === 'string' ? operation : `<${encoders.get(operation.font)?.(operation.text) ?? ''}> Tj ET\n`
    }
    return stream
  }
}

/** The lines a text takes in a width; a word longer than a line is broken. */
export function wrapped(given: string, font: FontName, size: number, width: number): string[] {
  return given.split(/\r\n|[\r\n]/).flatMap((paragraph) => {
    const lines: string[] = []
    let line = ''
    for (const word of clean(paragraph).split(' ')) {
      const longer = line === '' ? word : `${line} ${word}`
      if (textWidth(font, longer, size) <= width) {
        line = longer
        continue
      }
      if (line !== '') lines.push(line)
      line = word
      while (textWidth(font, line, size) > width) {
        const fit = longestThatFits(line, font, size, width)
        lines.push(line.slice(0, fit))
        line = line.slice(fit)
      }
    }
    return line === '' && lines.length > 0 ? lines : [...lines, line]
  })
}

function fitted(
  text: string,
  font: FontName,
  { size, width, least = size * 0.75 }: TextLook,
): { text: string; size: number } {
  if (width === undefined) return { text, size }
  const full = textWidth(font, text, size)
  if (full <= width) return { text, size }
  const shrunk = Math.floor(((size * width) / full) * 20) / 20
  if (shrunk >= least) return { text, size: shrunk }
  const fit = longestThatFits(text, font, least, width - textWidth(font, '…', least))
  return { text: `${text.slice(0, fit).trimEnd()}…`, size: least }
}

// Cuts between characters, never inside a surrogate pair; at least one character, so that wrapping ends.
function longestThatFits(text: string, font: FontName, size: number, width: number): number {
  let [sum, at] = [0, 0]
  for (const character of text) {
    sum += textWidth(font, character, size)
    if (sum > width && at > 0) return at
    at += character.length
  }
  return at
}

/** A text as it can be printed: composed letters, no control or direction marks, single spaces. */
export function clean(text: string): string {
  return text
    .toWellFormed()
    .normalize('NFC')
    .replace(/[\s\u00a0]+/g, ' ')
    .replace(/[\p{Cc}\p{Cf}]/gu, '')
    .trim()
}

function ink([red, green, blue]: Ink): string {
  return `${n(red)} ${n(green)} ${n(blue)}`
}

function n(value: number): string {
  return String(Math.round(value * 100) / 100)
}
