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
  for (const [index, value] of values.entries()) text += written(value) + (words[index + 1] ?? '')
  return new Html(text)
}

function written(value: Part): string {
  if (value === null) return ''
  if (value instanceof Html) return value.text
  return String(value).replace(/[&<>"']/g, (sign) => SIGNS[sign] ?? sign)
}

const SIGNS: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
