import type { Chance } from './seed-chance.ts'

/** Invented names throughout: no person, business or street of the demo exists. Telephone numbers are 555-01xx. */
const FIRST = [
  'Alder',
  'Briony',
  'Caspian',
  'Delphine',
  'Ewan',
  'Fennimore',
  'Greta',
  'Hollis',
  'Imogen',
  'Jasper',
  'Keziah',
  'Leopold',
  'Maribel',
  'Niko',
  'Ottilie',
  'Percival',
  'Quintessa',
  'Rosalind',
  'Søren',
  'Thérèse',
  'Ulises',
  'Verena',
  'Wendell',
  'Ximena',
  'Yusuf',
  'Zora',
]
const LAST = [
  'Ballcock',
  'Gasketson',
  'Flangewell',
  'Spigotson',
  'Valvington',
  'Pipewright',
  'Sluicegate',
  'Cisternino',
  'Aquaduct',
  'Ferrule',
  'Couplington',
  'Hydrantez',
  'Standpipe',
  'Bibbwater',
  'Tapscott',
  'Washerby',
  'Penstock',
  'Weirman',
]
const BUSINESS = [
  'Pelican Landing',
  'Mangrove Medical Arts',
  'Saltmarsh Elementary School',
  'Coquina Court Apartments',
  'Heron Bay Marina',
  'Sandbar Grill',
  'Lantana Dental Group',
  'Gulfstream Car Wash',
  'Palmetto Plaza',
  'Cypress Creek Brewery',
  'Bougainvillea Gardens HOA',
  'Seagrape Self Storage',
  'Loggerhead Laundry',
  'Spoonbill Senior Living',
  'Banyan Street Bakery',
  'Tarpon Technology Park',
  'Egret Equestrian Center',
  'Manatee Motors',
  'Frangipani Florist',
  'Osprey Office Park',
  'Jacaranda Veterinary Clinic',
  'Sabal Palm Surgery Center',
  'Kingfisher Hotel',
  'Poinciana Preparatory Academy',
  'Turtle Cove Townhomes',
  'Hibiscus Hospital Annex',
  'Anhinga Athletic Club',
  'Royal Tern Restaurant',
]
const TEXAS_BUSINESS = [
  'Bluebonnet Business Park',
  'Longhorn Lofts',
  'Mesquite Grove Church',
  'Pecan Street Diner',
  'Armadillo Auto Spa',
  'Live Oak Learning Center',
  'Cottonwood Clinic',
  'Prickly Pear Plaza',
  'Roadrunner Storage',
  'Cedar Brake Brewing',
  'Yaupon Apartments',
  'Mockingbird Manor',
  'Caliche Concrete Works',
  'Brazos Bottling',
]
const STREETS = [
  'Placeholder Pelican',
  'Imaginary Ibis',
  'Sandbox Saltmarsh',
  'Mock Mangrove',
  'Example Egret',
  'Fabled Frangipani',
  'Notional Nautilus',
  'Invented Inlet',
  'Pretend Palmetto',
  'Fictive Ficus',
  'Sample Seagrape',
  'Storybook Sabal',
]
const SUFFIX = ['Street', 'Avenue', 'Lane', 'Drive', 'Court', 'Boulevard', 'Place', 'Circle', 'Road', 'Way']
const PLACES = [
  'Front of building',
  'NE corner of lot',
  'By meter',
  'Mechanical room',
  'Rear, by pool pump',
  'South side hedge',
  'Loading dock',
  'Vault at property line',
  'Roof, by cooling tower',
  'Riser room',
  'Behind dumpster enclosure',
  'Left of main entrance',
  'Garage wall',
]

export const personName = (chance: Chance): string => `${chance.pick(FIRST)} ${chance.pick(LAST)}`
export const businessName = (chance: Chance, state: string): string =>
  chance.pick(state === 'TX' ? TEXAS_BUSINESS : BUSINESS)
export const streetAddress = (chance: Chance): string => {
  const side = chance.weigh([
    ['', 5],
    ['N ', 1],
    ['S ', 1],
    ['SW ', 1],
    ['NE ', 1],
  ] as const)
  return `${chance.between(101, 9899)} ${side}${chance.pick(STREETS)} ${chance.pick(SUFFIX)}`
}
export const placeOnSite = (chance: Chance): string => chance.pick(PLACES)
export const phone = (chance: Chance, area: string): string =>
  `+1${area}55501${String(chance.between(0, 99)).padStart(2, '0')}`
export const emailOf = (name: string, chance: Chance): string =>
  `${name
    .normalize('NFD')
    .replace(/[^A-Za-z ]/g, '')
    .trim()
    .toLowerCase()
    .replaceAll(' ', '.')}${chance.between(1, 99)}@example.com`
