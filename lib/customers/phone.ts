/** A stored number (+15615550100, ;ext=12) as people write it: '(561) 555-0100', '(561) 555-0100, ext. 12'. Others as they stand. */
export function formatPhone(phone: string): string {
  const match = /^\+1(\d{3})(\d{3})(\d{4})(?:;ext=(\d+))?$/.exec(phone)
  if (!match) return phone.replace(';ext=', ', ext. ')
  const [, area, exchange, rest, extension] = match
  return `(${area}) ${exchange}-${rest}${extension === undefined ? '' : `, ext. ${extension}`}`
}
