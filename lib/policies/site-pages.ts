import { DOCUMENTS, isDocumentName, readDocument } from './documents.ts'

const TITLES: Readonly<Record<string, string>> = {
  '/': 'Know what is due, test it, prove it',
  '/features': 'What it does',
  '/pricing': 'One plan, one price',
  '/security': 'How your data is handled',
  '/about': 'Made for one trade',
  '/case-studies': 'Case studies',
  '/contact': 'Contact',
  '/privacy': 'Privacy policy',
  '/terms': 'Terms',
  '/sms-policy': 'Text message policy',
}

/** The addresses of the public pages: for the sitemap, and for the tests that open each one. */
export const SITE_PAGES: readonly string[] = [
  ...Object.keys(TITLES),
  ...Object.keys(DOCUMENTS).map((name) => `/policies/${name}`),
]

/** What a public page is called; null for an address that is none. */
export function siteTitle(path: string): string | null {
  const name = path.replace('/policies/', '')
  return TITLES[path] ?? (isDocumentName(name) && path !== name ? readDocument(name).title : null)
}
