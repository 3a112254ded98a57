import { describe, expect, it } from 'vitest'
import { noted, said, synctaRow } from './testing/device-row.ts'
import { cleanAll } from './testing/read-all.ts'

describe('a sound row', () => {
  it('comes out normalised and new', async () => {
    const row = await synctaRow()
    expect(row).toMatchObject({
      row: 2,
      sheet: 'syncta',
      status: 'new',
      reasons: [],
      customer: {
        name: 'Apocryphal Apartments',
        phone: '+15615550120',
        email: 'office@example.com',
        state: 'FL',
        zip: '33446',
      },
      location: {
        name: 'Annex',
        line1: '2964 Placeholder Pelican Place',
        city: 'Delray Beach',
        state: 'FL',
        zip: '33446',
      },
      device: {
        type: 'RP',
        manufacturer: 'Wilkins',
        model: '975XL2',
        size: '1',
        size_thousandths: 1000,
        serial: '43318X',
        last_tested_on: '2026-03-12',
        next_due_on: '2027-03-12',
        price_cents: 11500,
        district: 'Palm Beach County',
        district_slug: 'palm-beach-county-water-utilities',
        containment: true,
        status: 'active',
        interval_months: 12,
        test_yearly: false,
        external_id: '482953',
      },
    })
    expect(JSON.parse(JSON.stringify(row))).toEqual(row)
  })
})

describe('mere spelling is normalised, noted, and needs nobody', () => {
  it.each([
    [{ 'Assembly Size': '1½"' }, { size: '1-1/2' }, 'size_spelling'],
    [{ 'Assembly Size': '1.5' }, { size: '1-1/2', size_thousandths: 1500 }, 'size_spelling'],
    [{ 'Assembly Size': '2.5' }, { size: '2-1/2' }, 'size_spelling'],
    [{ 'Assembly Size': '1 1/2' }, { size: '1-1/2' }, 'size_spelling'],
    [{ 'Assembly Type': 'RPZ' }, { type: 'RP' }, 'type_synonym'],
    [{ 'Assembly Type': 'rpba' }, { type: 'RP' }, 'type_synonym'],
    [{ 'Assembly Model': '975 XL2' }, { model: '975XL2' }, 'model_spelling'],
    [{ 'Assembly Model': '975-xl' }, { model: '975XL' }, 'model_spelling'],
    [{ 'Assembly Manufacturer': 'Zurn Wilkins' }, { manufacturer: 'Wilkins' }, 'maker_name'],
    [
      { 'Assembly Manufacturer': 'Conbraco', 'Assembly Model': 'rplf4a' },
      { manufacturer: 'Apollo', model: 'RPLF4A' },
      'maker_name',
    ],
    [{ 'Last Tested On': 'Not Yet' }, { last_tested_on: null }, 'not_tested_yet'],
    [{ 'Last Tested On': '45765' }, { last_tested_on: '2025-04-18' }, 'date_was_number'],
    [{ Price: 'Unknown' }, { price_cents: null }, 'price_unknown'],
    [{ Price: '$0.00' }, { price_cents: 0 }, 'price_zero'],
    [{ 'Water Purveyor': ' BOYNTON BEACH' }, { district: 'Boynton Beach', district_slug: null }, 'district_spelling'],
    [{ 'Water Purveyor': 'palm beach county' }, { district: 'Palm Beach County' }, 'district_spelling'],
    [
      { 'Water Purveyor': 'Seacoast Utility Authority' },
      { district: 'Seacoast Utility Authority' },
      'district_not_in_rulebook',
    ],
    [{ 'Assembly Location': "'=SUM(A1)" }, { location_on_site: '=SUM(A1)' }, 'text_guard'],
    [{ Serial: '="00123"' }, { serial: '00123' }, 'text_guard'],
    [{ Serial: '\u202e43318X\u200b' }, { serial: '43318X' }, 'invisible_characters'],
  ])('%o', async (change, device, code) => {
    const row = await synctaRow(change)
    expect(row.device).toMatchObject(device)
    expect(noted(row)).toContain(code)
    expect(row.reasons).toEqual([])
    expect(row.status).toBe('new')
  })

  it.each([
    ['04-18-25', '2025-04-18'],
    ['4/8/2025', '2025-04-08'],
    ['2025-04-18', '2025-04-18'],
    ['04/18/2025 12:00 AM', '2025-04-18'],
    ['Apr 18, 2025', '2025-04-18'],
    ['18-Apr-25', '2025-04-18'],
    ['04.18.2025', '2025-04-18'],
    ['20250418', '2025-04-18'],
    ['', null],
    ['N/A', null],
  ])('the date %s', async (found, day) => {
    const row = await synctaRow({ 'Last Tested On': found })
    expect(row.device?.last_tested_on).toBe(day)
    expect(row.reasons).toEqual([])
  })

  it.each([
    ['$115.00', 11500],
    ['115', 11500],
    ['$1,115.5', 111550],
    ['USD 95', 9500],
    ['$ 95.00', 9500],
    ['', null],
  ])('the price %s', async (found, cents) => {
    const row = await synctaRow({ Price: found })
    expect(row.device?.price_cents).toBe(cents)
    expect(row.reasons).toEqual([])
  })

  it.each([
    ['561.555.0120', '+15615550120'],
    ['5615550120', '+15615550120'],
    ['+1 (561) 555-0120', '+15615550120'],
    ['561-555-0120 x12', '+15615550120;ext=12'],
    ['561-555-0120 / 561-555-0121', '+15615550120'],
    ['call the office', null],
  ])('the phone %s', async (found, phone) => {
    const row = await synctaRow({ 'Customer Phone': found })
    expect(row.customer?.phone).toBe(phone)
    expect(row.status).toBe('new')
  })

  it.each([
    ['33446-1234', '33446-1234'],
    ['334461234', '33446-1234'],
    ['33446.0', '33446'],
  ])('the ZIP %s', async (found, zip) => expect((await synctaRow({ 'Customer Zip': found })).customer?.zip).toBe(zip))

  it('reads states by name, and splits an address written in one cell', async () => {
    expect((await synctaRow({ 'Customer State': 'florida' })).customer?.state).toBe('FL')
    const blank = { 'Service Location City': '', 'Service Location State': '', 'Service Location Zip': '' }
    const row = await synctaRow({ ...blank, 'Service Location Address Line 1': '12 Dock St, Jupiter, FL 33458' })
    expect(row.location).toMatchObject({ line1: '12 Dock St', city: 'Jupiter', state: 'FL', zip: '33458' })
    expect(noted(row)).toContain('address_split')
  })

  it('keeps columns that feed no field', async () => {
    expect((await synctaRow({ 'Notification Frequency': '60 Days', Gate: '#1234' })).extras).toEqual({
      'Notification Frequency': '60 Days',
      Gate: '#1234',
    })
  })

  it('takes a text that begins like a formula for what it is: text', async () => {
    const row = await synctaRow({
      Customer: '=HYPERLINK("http://x")',
      'Assembly Location': '@home',
      'Service Location Name': '-1+2',
    })
    expect(row.customer?.name).toBe('=HYPERLINK("http://x")')
    expect(row.device?.location_on_site).toBe('@home')
    expect(row.location?.name).toBe('-1+2')
  })
})

describe('what is uncertain waits for a person: the found value stays, the suggestion is beside it', () => {
  it.each([
    [{ 'Assembly Size': '43528' }, ['size_was_date', 'size', '43528', '3/4'], { size: null, size_thousandths: null }],
    [{ 'Assembly Size': '43467' }, ['size_was_date', 'size', '43467', '1/2'], { size: null }],
    [{ 'Assembly Size': '43532' }, ['size_was_date', 'size', '43532', '3/8'], { size: null }],
    [{ 'Assembly Size': '37257' }, ['size_was_date', 'size', '37257', '1-1/2'], { size: null }],
    [{ 'Assembly Size': '11/2' }, ['size_run_together', 'size', '11/2', '1-1/2'], { size: null }],
    [{ 'Assembly Size': 'big' }, ['size_unreadable', 'size', 'big', null], { size: null }],
    [{ 'Assembly Size': '5' }, ['size_unusual', 'size', '5', null], { size: '5' }],
    [
      { 'Assembly Manufacturer': 'Watts', 'Assembly Model': '077M2QT', 'Assembly Type': 'DC' },
      ['model_typo', 'model', '077M2QT', '007M2QT'],
      { model: '077M2QT' },
    ],
    [
      { 'Assembly Manufacturer': 'Watts', 'Assembly Model': 'FL009QT' },
      ['model_typo', 'model', 'FL009QT', 'LF009QT'],
      { model: 'FL009QT' },
    ],
    [{ 'Assembly Model': '975X2' }, ['model_typo', 'model', '975X2', '975XL2'], { model: '975X2' }],
    [
      { 'Assembly Manufacturer': 'A.R.I.', 'Assembly Model': 'RP 500' },
      ['model_alias', 'model', 'RP 500', '500'],
      { model: 'RP 500' },
    ],
    [{ 'Assembly Model': '375XL', 'Assembly Type': 'DC' }, ['type_conflict', 'type', 'DC', 'RP'], { type: 'DC' }],
    [
      { 'Assembly Manufacturer': 'Watts', 'Assembly Model': '008PCQT', 'Assembly Type': 'PVB' },
      ['type_conflict', 'type', 'PVB', 'SVB'],
      { type: 'PVB' },
    ],
    [{ 'Assembly Type': 'Unknown' }, ['type_unknown', 'type', 'Unknown', 'RP'], { type: null }],
    [
      { 'Assembly Manufacturer': 'Waters', 'Assembly Model': '009' },
      ['maker_typo', 'manufacturer', 'Waters', 'Watts'],
      { manufacturer: 'Waters', model: '009' },
    ],
    [
      { 'Assembly Manufacturer': 'Appollo', 'Assembly Model': 'RP4A' },
      ['maker_typo', 'manufacturer', 'Appollo', 'Apollo'],
      { manufacturer: 'Appollo' },
    ],
    [
      { 'Assembly Manufacturer': 'Watts' },
      ['maker_conflict', 'manufacturer', 'Watts', 'Wilkins'],
      { manufacturer: 'Watts' },
    ],
    [{ Serial: '' }, ['serial_blank', 'serial', '', null], { serial: null }],
    [{ Serial: 'N/A' }, ['serial_blank', 'serial', 'N/A', null], { serial: null }],
    [{ Serial: 'illegible' }, ['serial_blank', 'serial', 'illegible', null], { serial: null }],
    [{ Serial: '1.23E+11' }, ['serial_scientific', 'serial', '1.23E+11', null], { serial: '1.23E+11' }],
    [
      { 'Last Tested On': '18/04/2025' },
      ['date_day_first', 'last_tested_on', '18/04/2025', '2025-04-18'],
      { last_tested_on: null },
    ],
    [{ 'Last Tested On': 'spring' }, ['date_unreadable', 'last_tested_on', 'spring', null], { last_tested_on: null }],
    [
      { 'Last Tested On': '02/30/2025' },
      ['date_unreadable', 'last_tested_on', '02/30/2025', null],
      { last_tested_on: null },
    ],
    [
      { 'Install Date': '05-09-26' },
      ['date_in_future', 'install_date', '05-09-26', null],
      { install_date: '2026-05-09' },
    ],
    [
      { 'Next Test Due': '01-01-26' },
      ['due_before_tested', 'next_due_on', '01-01-26', null],
      { next_due_on: '2026-01-01' },
    ],
    [{ Price: 'call' }, ['price_unreadable', 'price_cents', 'call', null], { price_cents: null }],
    [{ Price: '-$5.00' }, ['price_unlikely', 'price_cents', '-$5.00', null], { price_cents: -500 }],
    [
      { 'Water Purveyor': 'SUBMITTED TO SYNCTA ONLY' },
      ['district_pseudo', 'district', 'SUBMITTED TO SYNCTA ONLY', null],
      { district: null },
    ],
    [
      { 'Water Purveyor': 'JUPITER-HYDROSOFT' },
      ['district_pseudo', 'district', 'JUPITER-HYDROSOFT', 'Jupiter'],
      { district: null },
    ],
    [
      { 'Water Purveyor': 'Jupitor' },
      ['district_near', 'district', 'Jupitor', 'Jupiter'],
      { district: 'Jupitor', district_slug: null },
    ],
    [{ 'Assembly Status': 'maybe' }, ['status_unknown', 'status', 'maybe', null], { status: null }],
    [
      { 'Testing Frequency': 'often' },
      ['interval_unreadable', 'interval_months', 'often', null],
      { interval_months: null },
    ],
    [{ Containment: 'perhaps' }, ['yes_no_unreadable', 'containment', 'perhaps', null], { containment: null }],
    [{ 'Assembly Location': '#REF!' }, ['excel_error', 'location_on_site', '#REF!', null], { location_on_site: null }],
  ])('%o', async (change, reason, device) => {
    const row = await synctaRow(change)
    expect(said(row)).toEqual([reason])
    expect(row.status).toBe('review')
    expect(row.device).toMatchObject(device)
  })

  it('suggests the customer’s address where the service address is missing, and a name where the customer is', async () => {
    const nowhere = await synctaRow({ 'Service Location Address Line 1': '' })
    expect(said(nowhere)).toEqual([['location_blank', 'location.line1', '', '7455 N Invented Inlet Drive']])
    expect(nowhere.location?.line1).toBeNull()
    expect(said(await synctaRow({ Customer: '' }))).toEqual([['customer_blank', 'customer.name', '', 'Annex']])
  })

  it('suggests the zero a spreadsheet drops from ZIPs of the north-east', async () => {
    const row = await synctaRow({ 'Customer State': 'MA', 'Customer Zip': '2116' })
    expect(said(row)).toEqual([['zip_lost_zero', 'customer.zip', '2116', '02116']])
    expect(row.customer?.zip).toBe('2116')
  })

  it('takes two serials of a Type I detector for main and bypass, as a suggestion', async () => {
    const change = { Serial: 'A12345 / B67890', 'Assembly Type': 'DCDA', 'Assembly Model': '350DA' }
    expect(said(await synctaRow(change))).toEqual([
      ['serial_two', 'serial', 'A12345 / B67890', 'A12345, bypass B67890'],
    ])
    expect(noted(await synctaRow({ ...change, Serial: 'A12345' }))).toContain('bypass_serial_missing')
  })

  it('says that cells may have shifted when a row is wider than its header', async () => {
    const { rows } = await cleanAll({ csv: 'Serial,Type,Model,Make,Address\n1,RP,975XL,Wilkins,"1 A St",surplus\n' })
    expect(rows[0]?.status).toBe('review')
    expect(rows[0]?.reasons.map(({ code }) => code)).toContain('extra_cells')
  })
})

describe('what cannot become a record is refused, by row and column', () => {
  it('a row that names no assembly', async () => {
    const row = await synctaRow({
      Serial: '',
      'Assembly Type': '',
      'Assembly Model': '',
      'Assembly Size': '',
      'Assembly Manufacturer': '',
    })
    expect(row.status).toBe('refused')
    expect(row.device).toBeNull()
    expect(said(row)).toEqual([['row_has_no_device', 'serial', '', null]])
  })

  it('a NUL, and more text than a field holds', async () => {
    const nul = await synctaRow({ Serial: '43\u0000318X' })
    expect(nul.status).toBe('refused')
    expect(nul.reasons[0]).toMatchObject({ code: 'nul_character', field: 'serial', column: 'Serial' })
    const long = await synctaRow({ Customer: 'x'.repeat(300) })
    expect(long.status).toBe('refused')
    expect(long.reasons[0]).toMatchObject({ code: 'text_too_long', field: 'customer.name', column: 'Customer' })
  })
})
