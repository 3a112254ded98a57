/** The shapes of sites by what is due, in a square of 20: a ring, a disc, a triangle and a diamond, told apart without colour. */
export const MARK_PATHS: readonly string[] = [
  'M10 4a6 6 0 1 1 0 12a6 6 0 1 1 0-12z',
  'M10 4a6 6 0 1 1 0 12a6 6 0 1 1 0-12z',
  'M10 3.5l7 12.5h-14z',
  'M10 2l8 8l-8 8l-8-8z',
]
