/**
 * How the app looks to one person, in the one preference cookie `scheme`: the colour scheme, then flags after dots
 * ('dark', 'system.folded', 'light.folded.nokeys'). A value that cannot be read counts as 'system'.
 */
export const LOOK_COOKIE = 'scheme'
export const SCHEMES = ['light', 'dark', 'system'] as const
export type Scheme = (typeof SCHEMES)[number]
export type Look = {
  scheme: Scheme
  /** The navigation shows icons only. */
  folded: boolean
  /** Single keys (g, c, /, ?) do things. */
  keys: boolean
}

export function isScheme(text: unknown): text is Scheme {
  return SCHEMES.some((scheme) => scheme === text)
}

export function parseLook(cookie: string | undefined): Look {
  const [scheme, ...flags] = (cookie ?? '').split('.')
  return {
    scheme: isScheme(scheme) ? scheme : 'system',
    folded: flags.includes('folded'),
    keys: !flags.includes('nokeys'),
  }
}

export function printLook({ scheme, folded, keys }: Look): string {
  return [scheme, ...(folded ? ['folded'] : []), ...(keys ? [] : ['nokeys'])].join('.')
}
