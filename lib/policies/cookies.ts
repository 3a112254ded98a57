/** The session's cookies, in one piece or in several. */
export const SESSION_COOKIE = /^sb-.+-auth-token(\.\d+)?$/

/** Every cookie the app sets. The privacy policy prints this list; a test compares it with the code and with a browser. */
export const COOKIES: readonly { name: string; pattern: RegExp; purpose: string; kept: string }[] = [
  {
    name: 'sb-…-auth-token',
    pattern: SESSION_COOKIE,
    purpose: 'Keeps you signed in.',
    kept: 'until you sign out, at most 400 days',
  },
  {
    name: 'sb-…-auth-token-code-verifier',
    pattern: /^sb-.+-auth-token-code-verifier$/,
    purpose: 'Ties a link in a mail, or a sign-in with Google, to the browser that asked for it.',
    kept: 'until the link is used, at most 400 days',
  },
  {
    name: 'signup',
    pattern: /^signup$/,
    purpose: 'Ties the confirmation of a new account to the browser it was asked from.',
    kept: 'one day',
  },
  {
    name: 'scheme',
    pattern: /^scheme$/,
    purpose: 'Your preferences: light or dark, folded navigation, single keys. The one cookie that is not essential.',
    kept: 'one year',
  },
]
