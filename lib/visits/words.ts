/** States of a visit as people say them (DOMAIN 1.8). */
export const VISIT_STATES: Readonly<Record<string, string>> = {
  planned: 'Planned',
  confirmed: 'Confirmed',
  en_route: 'On the way',
  on_site: 'On site',
  done: 'Done',
  no_access: 'No access',
  cancelled: 'Cancelled',
  rescheduled: 'Rescheduled',
}

/** What happened to a visit, for its history. */
export const VISIT_EVENTS: Readonly<Record<string, string>> = {
  ...VISIT_STATES,
  unconfirmed: 'Confirmation taken back',
  moved: 'Moved',
  rescheduled: 'Taken off the schedule',
  called_before: 'Alarm company and fire department called before',
  called_after: 'Alarm company and fire department called after',
}

/** What speaks against an assignment, in a few words; the sentences stand in lib/errors.ts. */
export const PROBLEM_WORDS: Readonly<Record<string, string>> = {
  team: 'no longer in the team',
  branch: 'works in another branch',
  licence: 'no licence holds that day',
  gauge: 'no gauge in date that day',
  scope_fire: 'licence does not cover fire lines',
  scope_repair: 'licence does not cover repairs',
}

/** States in which a visit is still to be done. */
export const OPEN_VISIT_STATES: readonly string[] = ['planned', 'confirmed', 'en_route', 'on_site']

/** Whether a visit may go to another day or person: not once somebody is there, and not when it has ended. */
export function isMovable({ state }: { state: string }): boolean {
  return OPEN_VISIT_STATES.includes(state) && state !== 'on_site'
}

/** '9:05 AM' of minutes since midnight. */
export function clockWords(minute: number): string {
  const hour = Math.floor(minute / 60) % 24
  return `${hour % 12 === 0 ? 12 : hour % 12}:${String(minute % 60).padStart(2, '0')} ${hour < 12 ? 'AM' : 'PM'}`
}

/** '09:05' of minutes since midnight, as a time box takes it. */
export function clockValue(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
}

/** '1 h 20 min', '45 min'. */
export function durationWords(minutes: number): string {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60]
  return [hours > 0 ? `${hours} h` : '', rest > 0 || hours === 0 ? `${rest} min` : ''].filter(Boolean).join(' ')
}

/** '3 assemblies', 'no assembly listed'. */
export function assembliesWords(count: number): string {
  if (count === 0) return 'no assembly listed'
  return count === 1 ? '1 assembly' : `${count} assemblies`
}
