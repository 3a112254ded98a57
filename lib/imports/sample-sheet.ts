import { addDays, addMonths, type Day, partsOfDay } from '../dates.ts'

/** The name of the sheet sample data comes with; what was brought by it is sample data and nothing else is. */
export const SAMPLE_FILE = 'FlowTrack sample data.csv'

const HEADER =
  'Parent Customer,Customer,Customer Phone,Customer Email,Customer Address Line 1,Customer Address Line 2,Customer City,Customer State,Customer Zip,Serial,Syncta Id,Containment,Last Tested On,Next Test Due,Assembly Status,Assembly Type,Assembly Manufacturer,Assembly Model,Assembly Size,Assembly Location,Install Date,Testing Frequency,Notification Frequency,Last Notified At,Notification Month,Price,Test Yearly,Water Purveyor,Service Location Name,Service Location Phone,Service Location Email,Service Location Address Line 1,Service Location Address Line 2,Service Location City,Service Location State,Service Location Zip'

const CUSTOMERS = [
  ['Harbor Diner (sample)', '12 Dock St'],
  ['Elm Street School (sample)', '400 Elm St'],
  ['Quarry Apartments (sample)', '77 Quarry Rd'],
  ['Bayview Clinic (sample)', '9 Bayview Ave'],
] as const
/** Customer, what stands there, where, and in how many days it is due. */
const ASSEMBLIES = [
  [0, 'RPZ', 'Wilkins', '975XL2', '3/4', 'Kitchen, by the mop sink', -40],
  [0, 'PVB', 'Watts', '800M4QT', '1', 'Patio irrigation', 9],
  [1, 'RPZ', 'Watts', '009M2QT', '2', 'Boiler room', -12],
  [1, 'DC', 'Watts', '007M1QT', '2', 'Cafeteria service', 21],
  [1, 'DCDA', 'Ames', '3000SS', '4', 'Fire riser, north wall', 75],
  [2, 'RPZ', 'Wilkins', '975XL', '1', 'Meter box, building A', 3],
  [2, 'RPZ', 'Wilkins', '975XL', '1', 'Meter box, building B', 3],
  [2, 'PVB', 'Febco', '765-1', '1', 'Lawn, east side', 120],
  [3, 'RPZ', 'Watts', '909', '3/4', 'Sterilizer closet', 200],
  [3, 'RPZ', 'Apollo', 'RPLF4A', '1', 'X-ray, behind the panel', 28],
] as const

/** A sheet of ten invented assemblies at four invented customers, due around a day; every customer is called a sample. */
export function sampleSheet(today: Day, state: string | null): string {
  const where = ['Sampleton', state ?? 'FL', '']
  const rows = ASSEMBLIES.map(([customer, type, maker, model, size, spot, dueIn], index) => {
    const [name, line1] = CUSTOMERS[customer]
    const due = addDays(today, dueIn)
    const facts = [`SAMPLE-${String(index + 1).padStart(2, '0')}`, '', 'Yes', typed(addMonths(due, -12)), typed(due)]
    const plate = ['Active', type, maker, model, `"${size}"""`, spot, '', '12 Months', '', '', '', '', 'Yes']
    const party = ['', name, '', '', line1, '', ...where]
    return [...party, ...facts, ...plate, 'Sampleton Water', name, '', '', line1, '', ...where].map(quoted).join(',')
  })
  return `${[HEADER, ...rows].join('\n')}\n`
}

function typed(day: Day): string {
  const { year, month, day: dom } = partsOfDay(day)
  return `${month}/${dom}/${year}`
}

const quoted = (cell: string): string => (cell.includes(',') ? `"${cell}"` : cell)
