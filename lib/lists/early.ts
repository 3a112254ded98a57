/**
 * Lets a call run while the page still asks who is asking. The caller awaits it afterwards; if the page ends before (a
 * redirect, not found), its failure is nobody's concern.
 */
export function early<T>(call: Promise<T>): Promise<T> {
  call.catch(() => undefined)
  return call
}
