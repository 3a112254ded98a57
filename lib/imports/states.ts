const NAMES =
  'Alabama AL|Alaska AK|Arizona AZ|Arkansas AR|California CA|Colorado CO|Connecticut CT|Delaware DE|District of Columbia DC|Florida FL|Georgia GA|Hawaii HI|Idaho ID|Illinois IL|Indiana IN|Iowa IA|Kansas KS|Kentucky KY|Louisiana LA|Maine ME|Maryland MD|Massachusetts MA|Michigan MI|Minnesota MN|Mississippi MS|Missouri MO|Montana MT|Nebraska NE|Nevada NV|New Hampshire NH|New Jersey NJ|New Mexico NM|New York NY|North Carolina NC|North Dakota ND|Ohio OH|Oklahoma OK|Oregon OR|Pennsylvania PA|Rhode Island RI|South Carolina SC|South Dakota SD|Tennessee TN|Texas TX|Utah UT|Vermont VT|Virginia VA|Washington WA|West Virginia WV|Wisconsin WI|Wyoming WY|Puerto Rico PR|Guam GU|Virgin Islands VI|American Samoa AS|Northern Mariana Islands MP|Alberta AB|British Columbia BC|Manitoba MB|New Brunswick NB|Newfoundland and Labrador NL|Nova Scotia NS|Northwest Territories NT|Nunavut NU|Ontario ON|Prince Edward Island PE|Quebec QC|Saskatchewan SK|Yukon YT'

const BY_NAME = new Map<string, string>()
for (const entry of NAMES.split('|')) {
  const code = entry.slice(-2)
  BY_NAME.set(code.toLowerCase(), code)
  BY_NAME.set(entry.slice(0, -3).toLowerCase(), code)
}
const SHORT = new Map([
  ['fla', 'FL'],
  ['calif', 'CA'],
  ['ariz', 'AZ'],
  ['colo', 'CO'],
  ['tex', 'TX'],
  ['mass', 'MA'],
  ['wash', 'WA'],
  ['ont', 'ON'],
])

/** The two letters of a US state or territory or a Canadian province, by code, name or a common abbreviation; else null. */
export function parseState(text: string): string | null {
  const key = text.toLowerCase().replace(/\./g, '').replace(/\s+/g, ' ').trim()
  return BY_NAME.get(key) ?? SHORT.get(key) ?? null
}

/** States whose ZIPs begin with 0, which spreadsheets drop. */
export const LEADING_ZERO_STATES: ReadonlySet<string> = new Set(['CT', 'MA', 'ME', 'NH', 'NJ', 'PR', 'RI', 'VI', 'VT'])
