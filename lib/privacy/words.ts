export const REQUEST_KINDS: Readonly<Record<string, string>> = {
  access: 'Access',
  correction: 'Correction',
  deletion: 'Deletion',
  portability: 'Portability',
  opt_out: 'Opt-out',
}
export const OUTCOMES: Readonly<Record<string, string>> = {
  done: 'Done as asked',
  partly: 'Done in part',
  refused: 'Refused',
  withdrawn: 'Withdrawn',
}
