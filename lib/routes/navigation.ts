export type Address = {
  line1: string
  line2?: string | null
  city: string | null
  state_code: string | null
  zip: string | null
}

/** An address in one line, as a map understands it. */
export function addressLine({ line1, city, state_code, zip }: Address): string {
  return [line1, city, [state_code, zip].filter(Boolean).join(' ')].filter(Boolean).join(', ')
}

/** Where a tap on "Directions" leads: Apple's maps on its phones, the phone's own choice on Android, else Google's page. */
export function directionsHref(address: Address, userAgent: string): string {
  const where = encodeURIComponent(addressLine(address))
  if (/iPhone|iPad|Macintosh/.test(userAgent)) return `https://maps.apple.com/?daddr=${where}&dirflg=d`
  if (/Android/.test(userAgent)) return `geo:0,0?q=${where}`
  return `https://www.google.com/maps/dir/?api=1&destination=${where}`
}
