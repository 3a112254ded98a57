/** The demo's two companies and the people who sign in to them. Everybody's password is the same, and only local. */
export const DEMO_PASSWORD = 'backflow-demo-2026'
/** Our own staff: signs in to the operator desk. */
export const DEMO_OPERATOR = 'opal@operator.example'
/** A customer of the first company: signs in at /portal/sign-in, with the link on /outbox. */
export const DEMO_CUSTOMER = 'carla@customer.example'

export type DemoPerson = {
  email: string
  name: string
  role: 'company_admin' | 'office' | 'technician'
  /** Certificate number and issuer, for those who test. */
  licence?: { number: string; issuer: string; expiresInDays: number }
}

export type DemoCompany = {
  name: string
  state: 'FL' | 'TX'
  timeZone: string
  area: string
  line1: string
  city: string
  zip: string
  seed: number
  assemblies: number
  /** Rulebook entries by slug's short name, then purveyors the rulebook does not know, each with a city and ZIP of its own. */
  rulebook: readonly (readonly [name: string, city: string, zip: string, weight: number])[]
  others: readonly (readonly [name: string, city: string, zip: string, weight: number])[]
  people: readonly DemoPerson[]
  gauges: readonly (readonly [manufacturer: string, model: string, serial: string, calibratedDaysAgo: number])[]
}

export const DEMO_COMPANIES: readonly DemoCompany[] = [
  {
    name: 'Palmetto Backflow Testing',
    state: 'FL',
    timeZone: 'America/New_York',
    area: '561',
    line1: '410 Notional Nautilus Way',
    city: 'West Palm Beach',
    zip: '33401',
    seed: 20_261,
    assemblies: 225,
    rulebook: [
      ['West Palm Beach', 'West Palm Beach', '33411', 24],
      ['Jupiter', 'Jupiter', '33458', 14],
      ['Palm Beach County', 'Lake Worth', '33467', 10],
      ['Broward County', 'Pompano Beach', '33064', 6],
      ['Miami-Dade County', 'Miami', '33165', 6],
      ['Fort Lauderdale', 'Fort Lauderdale', '33304', 6],
      ['Orange County', 'Orlando', '32809', 3],
      ['Seminole County', 'Sanford', '32771', 2],
      ['Manatee County', 'Bradenton', '34205', 3],
      ['Tampa', 'Tampa', '33606', 3],
    ],
    others: [
      ['Seacoast Utility Authority', 'Palm Beach Gardens', '33410', 20],
      ['Village of Wellington', 'Wellington', '33414', 14],
      ['Boca Raton', 'Boca Raton', '33432', 18],
      ['Delray Beach', 'Delray Beach', '33446', 15],
      ['Boynton Beach', 'Boynton Beach', '33426', 16],
      ['Tequesta', 'Tequesta', '33469', 11],
      ['Lake Worth Beach', 'Lake Worth Beach', '33460', 6],
      ['Palm Springs', 'Palm Springs', '33461', 5],
      ['Hollywood', 'Hollywood', '33020', 5],
      ['Miami Beach', 'Miami Beach', '33139', 7],
      ['Deerfield Beach', 'Deerfield Beach', '33441', 5],
      ['Coral Springs', 'Coral Springs', '33065', 3],
      ['Coral Springs Improvement District', 'Coral Springs', '33071', 3],
      ['Martin County', 'Stuart', '34994', 4],
      ['Fort Pierce', 'Fort Pierce', '34950', 5],
      ['Port St. Lucie', 'Port St. Lucie', '34952', 4],
      ['Indian River County', 'Sebastian', '32958', 3],
      ['Vero Beach', 'Vero Beach', '32960', 3],
      ['Riviera Beach', 'Riviera Beach', '33404', 4],
      ['Royal Palm Beach', 'Royal Palm Beach', '33411', 3],
      ['Margate', 'Margate', '33063', 2],
    ],
    people: [
      {
        email: 'ada@palmetto.example',
        name: 'Ada Flangewell',
        role: 'company_admin',
        licence: { number: 'DEMO-0101', issuer: 'Florida demonstration board', expiresInDays: 410 },
      },
      { email: 'olive@palmetto.example', name: 'Olive Ferrule', role: 'office' },
      {
        email: 'tobin@palmetto.example',
        name: 'Tobin Spigotson',
        role: 'technician',
        licence: { number: 'DEMO-0103', issuer: 'Florida demonstration board', expiresInDays: 290 },
      },
      {
        email: 'wren@palmetto.example',
        name: 'Wren Gasketty',
        role: 'technician',
        licence: { number: 'DEMO-0102', issuer: 'Florida demonstration board', expiresInDays: 24 },
      },
    ],
    gauges: [
      ['Mid-West', '845-5', 'DG-1001', 120],
      ['Mid-West', '845-3', 'DG-1002', 345],
      ['Watts', 'TK-99E', 'DG-1003', 60],
    ],
  },
  {
    name: 'Lone Star Cross-Connection Services',
    state: 'TX',
    timeZone: 'America/Chicago',
    area: '512',
    line1: '88 Sample Seagrape Road',
    city: 'Round Rock',
    zip: '78664',
    seed: 7_741,
    assemblies: 60,
    rulebook: [
      ['Round Rock', 'Round Rock', '78664', 20],
      ['Austin Water', 'Austin', '78704', 20],
      ['Leander', 'Leander', '78641', 10],
    ],
    others: [['Brushy Creek Municipal Utility District', 'Round Rock', '78681', 10]],
    people: [
      {
        email: 'rosa@lonestar.example',
        name: 'Rosa Hydrantez',
        role: 'company_admin',
        licence: { number: 'DEMO-BP0201', issuer: 'TCEQ (demonstration)', expiresInDays: 500 },
      },
      {
        email: 'hank@lonestar.example',
        name: 'Hank Standpipe',
        role: 'technician',
        licence: { number: 'DEMO-BP0202', issuer: 'TCEQ (demonstration)', expiresInDays: 150 },
      },
      { email: 'ada@palmetto.example', name: 'Ada Flangewell', role: 'office' },
    ],
    gauges: [['Apollo/Conbraco', '40-200-TK5', 'LS-2001', 200]],
  },
]

/** What the demo prints: who can sign in where, as what. */
export function demoSignIns(): { email: string; password: string; name: string; role: string; company: string }[] {
  const members = DEMO_COMPANIES.flatMap((company) =>
    company.people.map(({ email, name, role }) => ({
      email,
      password: DEMO_PASSWORD,
      name,
      role,
      company: company.name,
    })),
  )
  const operator = {
    email: DEMO_OPERATOR,
    password: DEMO_PASSWORD,
    name: 'Opal Deskman',
    role: 'operator',
    company: '',
  }
  return [...members, operator]
}
