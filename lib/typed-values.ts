const NEVER_ECHOED = /password|token|signature/i

/** What was typed into a form, to show it again: text only, and nothing secret. */
export function typedValues(form: FormData): Record<string, string> {
  return Object.fromEntries(
    [...form.entries()].filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string' && !NEVER_ECHOED.test(entry[0]),
    ),
  )
}
