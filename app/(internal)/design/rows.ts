import type { Tone } from '@/app/_ui/badge.tsx'

export type DemoRow = {
  id: string
  serial: string
  model: string
  customer: string
  site: string
  type: string
  size: string
  due: string
  tone: Tone
  state: string
}

/** Made-up rows with the lengths that hurt: 60 characters and 3. */
export const ROWS: readonly DemoRow[] = [
  {
    id: '1',
    serial: 'A127841',
    model: 'Wilkins 975XL2',
    customer: 'The Preserve at Jupiter Lakes Homeowners Association Phase II',
    site: '12 Dock St, Jupiter',
    type: 'RP',
    size: '3/4',
    due: '2027-01-20',
    tone: 'overdue',
    state: 'Overdue 31 days',
  },
  {
    id: '2',
    serial: '99821A',
    model: 'Watts 007M2QT',
    customer: 'Abe',
    site: '4 Elm Ct, Tequesta',
    type: 'DC',
    size: '1-1/2',
    due: '2027-03-04',
    tone: 'due',
    state: 'Due in 12 days',
  },
  {
    id: '3',
    serial: 'AA-4410',
    model: 'Ames 3000SS',
    customer: 'Palm Grove Fire Protection',
    site: '900 Industrial Way, Riviera Beach',
    type: 'DCDA2',
    size: '8',
    due: '2027-11-30',
    tone: 'pass',
    state: 'Pass',
  },
  {
    id: '4',
    serial: 'J0009187723',
    model: 'Febco 765',
    customer: 'Oceanview Apartments',
    site: '77 Ocean Blvd, Juno Beach',
    type: 'PVB',
    size: '1',
    due: '2027-02-28',
    tone: 'fail',
    state: 'Failed, open',
  },
  {
    id: '5',
    serial: '310022',
    model: 'Zurn 375XL',
    customer: 'St. Mark Church',
    site: '1 Church Rd, Jupiter',
    type: 'RP',
    size: '2',
    due: '2028-01-15',
    tone: 'muted',
    state: 'Removed',
  },
]
