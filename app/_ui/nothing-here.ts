/** What one may not see and what never was are answered alike. */
export const NOTHING_TITLE = 'There is nothing at this address'
export const NOTHING_WHY =
  'The record may be gone, it may belong to another of your companies, or the link may be cut short.'
