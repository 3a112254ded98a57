/** States and territories a company may sit in: two letters, name, and the time zone most of it keeps. */
export const STATES: readonly { code: string; name: string; timeZone: string }[] = [
  ['AL', 'Alabama', 'Chicago'],
  ['AK', 'Alaska', 'Anchorage'],
  ['AZ', 'Arizona', 'Phoenix'],
  ['AR', 'Arkansas', 'Chicago'],
  ['CA', 'California', 'Los_Angeles'],
  ['CO', 'Colorado', 'Denver'],
  ['CT', 'Connecticut', 'New_York'],
  ['DE', 'Delaware', 'New_York'],
  ['DC', 'District of Columbia', 'New_York'],
  ['FL', 'Florida', 'New_York'],
  ['GA', 'Georgia', 'New_York'],
  ['HI', 'Hawaii', 'Honolulu'],
  ['ID', 'Idaho', 'Boise'],
  ['IL', 'Illinois', 'Chicago'],
  ['IN', 'Indiana', 'Indiana/Indianapolis'],
  ['IA', 'Iowa', 'Chicago'],
  ['KS', 'Kansas', 'Chicago'],
  ['KY', 'Kentucky', 'New_York'],
  ['LA', 'Louisiana', 'Chicago'],
  ['ME', 'Maine', 'New_York'],
  ['MD', 'Maryland', 'New_York'],
  ['MA', 'Massachusetts', 'New_York'],
  ['MI', 'Michigan', 'Detroit'],
  ['MN', 'Minnesota', 'Chicago'],
  ['MS', 'Mississippi', 'Chicago'],
  ['MO', 'Missouri', 'Chicago'],
  ['MT', 'Montana', 'Denver'],
  ['NE', 'Nebraska', 'Chicago'],
  ['NV', 'Nevada', 'Los_Angeles'],
  ['NH', 'New Hampshire', 'New_York'],
  ['NJ', 'New Jersey', 'New_York'],
  ['NM', 'New Mexico', 'Denver'],
  ['NY', 'New York', 'New_York'],
  ['NC', 'North Carolina', 'New_York'],
  ['ND', 'North Dakota', 'Chicago'],
  ['OH', 'Ohio', 'New_York'],
  ['OK', 'Oklahoma', 'Chicago'],
  ['OR', 'Oregon', 'Los_Angeles'],
  ['PA', 'Pennsylvania', 'New_York'],
  ['PR', 'Puerto Rico', 'Puerto_Rico'],
  ['RI', 'Rhode Island', 'New_York'],
  ['SC', 'South Carolina', 'New_York'],
  ['SD', 'South Dakota', 'Chicago'],
  ['TN', 'Tennessee', 'Chicago'],
  ['TX', 'Texas', 'Chicago'],
  ['UT', 'Utah', 'Denver'],
  ['VT', 'Vermont', 'New_York'],
  ['VA', 'Virginia', 'New_York'],
  ['WA', 'Washington', 'Los_Angeles'],
  ['WV', 'West Virginia', 'New_York'],
  ['WI', 'Wisconsin', 'Chicago'],
  ['WY', 'Wyoming', 'Denver'],
].map(([code = '', name = '', city = '']) => ({
  code,
  name,
  timeZone: city === 'Honolulu' ? 'Pacific/Honolulu' : `America/${city}`,
}))

export function isState(code: string): boolean {
  return STATES.some((state) => state.code === code)
}

/** The time zone most of a state keeps; Eastern where the state is unknown. A company corrects it in its settings. */
export function timeZoneOf(state: string): string {
  return STATES.find(({ code }) => code === state)?.timeZone ?? 'America/New_York'
}

/** Options of a select: the name, with its two letters as the value. */
export const STATE_OPTIONS = STATES.map(({ code, name }) => ({ value: code, label: name }))
