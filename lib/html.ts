/** Markup that is safe to set as it stands: only `html` makes it, and it escapes whatever is put in. */
export class Html {
  readonly text: string

  /** For `html` alone. */
  constructor(text: string) {
    this.text = text
  }
}

type Part = string | number | Html | null

/**
 * Markup from a template; every value that is not markup itself is escaped, for text and for quoted attributes. For the
 * few places where React's elements cost too much: the rows of a long table, which nothing changes but their replacement.
 */
export function html(words: TemplateStringsArray, ...values: readonly Part[]): Html {
  let text = words[0] ?? ''
  for (let at = 0; at < values.length; at += 1) text += written(values[at] ?? null) + (words[at + 1] ?? '')
  return new Html(text)
}

/** Pieces of markup one after the other. */
export function joined(pieces: readonly Html[]): Html {
  return new Html(pieces.map(({ text }) => text).join(''))
}

function written(value: Part): string {
  if (value === null) return ''
  if (value instanceof Html) return value.text
  const text = String(value)
  return SPECIAL.test(text) ? text.replace(/[&<>"']/g, (sign) => SIGNS[sign] ?? sign) : text
}

const SPECIAL = /[&<>"']/

const SIGNS: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
