/** What a work order is for. */
export const WORK_KINDS: Readonly<Record<string, string>> = {
  annual_test: 'Annual test',
  retest: 'Retest',
  repair: 'Repair',
  install: 'Installation',
  inspection: 'Inspection',
}

export const WORK_STATES: Readonly<Record<string, string>> = { open: 'Open', done: 'Done', cancelled: 'Cancelled' }
