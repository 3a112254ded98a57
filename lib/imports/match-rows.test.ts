import { describe, expect, it } from 'vitest'
import { synctaCsv, said, noted } from './testing/device-row.ts'
import { cleanAll } from './testing/read-all.ts'

const context = { today: '2026-05-01' }

async function rowsOf(...changes: Readonly<Record<string, string>>[]) {
  return (await cleanAll(synctaCsv(...changes), { context })).rows
}

describe('devices within one file', () => {
  it('the same row twice is a duplicate, whatever its spelling', async () => {
    const [first, second] = await rowsOf(
      {},
      { 'Assembly Size': '1"', 'Assembly Model': '975 XL2', 'Customer Phone': '5615550120', Price: '115' },
    )
    expect(first?.status).toBe('new')
    expect(second).toMatchObject({ status: 'duplicate', match: { kind: 'duplicate', row: 2, changed: [] } })
    expect(second ? said(second) : null).toEqual([['same_as_row', null, '2', null]])
  })

  it('the same device with other facts is an update that names them', async () => {
    const [, second] = await rowsOf({}, { Price: '$135.00', 'Last Tested On': '04-01-26' })
    expect(second).toMatchObject({
      status: 'update',
      match: { kind: 'update', row: 2, changed: ['device.last_tested_on', 'device.price_cents'] },
    })
    expect(second?.reasons.map(({ code, field }) => [code, field])).toEqual([
      ['differs_from_row', 'last_tested_on'],
      ['differs_from_row', 'price_cents'],
    ])
  })

  it('compares with the latest of the earlier rows', async () => {
    const rows = await rowsOf({}, { Price: '$135.00' }, { Price: '$135.00' })
    expect(rows.map(({ status, match }) => [status, match.row])).toEqual([
      ['new', null],
      ['update', 2],
      ['duplicate', 3],
    ])
  })

  it('finds a device again by its id when serial and maker were corrected', async () => {
    const [, second] = await rowsOf({}, { Serial: '43318Y' })
    expect(second).toMatchObject({ status: 'update', match: { changed: ['device.serial'] } })
  })

  it('finds a device again by maker and serial where there is no id, even behind a misspelt maker', async () => {
    const [, second] = await rowsOf({ 'Syncta Id': '' }, { 'Syncta Id': '', 'Assembly Manufacturer': 'Wilkens' })
    expect(second?.match).toMatchObject({ kind: 'update', row: 2, changed: ['device.manufacturer'] })
    expect(second?.status).toBe('review')
  })

  it('one serial of one maker under two ids is asked about; under two makers it is only noted', async () => {
    const [, second] = await rowsOf({}, { 'Syncta Id': '7', 'Service Location Address Line 1': '1 Dock St' })
    expect(second).toMatchObject({ status: 'review', match: { kind: 'new' } })
    expect(second?.reasons.map(({ code }) => code)).toEqual(['serial_repeated'])
    const [, other] = await rowsOf({}, { 'Syncta Id': '7', 'Assembly Manufacturer': 'Watts', 'Assembly Model': '009' })
    expect(other?.status).toBe('new')
    expect(other ? noted(other) : null).toContain('serial_other_maker')
  })

  it('one serial at two addresses without ids may have moved: an update to be looked at', async () => {
    const [, second] = await rowsOf(
      { 'Syncta Id': '' },
      { 'Syncta Id': '', 'Service Location Address Line 1': '1 Dock St' },
    )
    expect(second).toMatchObject({ status: 'review', match: { kind: 'update' } })
    expect(second?.reasons.map(({ code }) => code)).toContain('serial_repeated')
  })

  it('without a serial the place tells devices apart', async () => {
    const blank = { Serial: '', 'Syncta Id': '' }
    const [, same, other] = await rowsOf(blank, blank, { ...blank, 'Assembly Location': 'Front yard' })
    expect(same?.status).toBe('duplicate')
    expect(other).toMatchObject({ status: 'review', match: { kind: 'new' } })
  })

  it('counts customers and locations once, and notes where they contradict themselves', async () => {
    const { rows, totals } = await cleanAll(
      synctaCsv(
        {},
        {
          Serial: '2',
          'Syncta Id': '2',
          Customer: 'APOCRYPHAL APARTMENTS, LLC',
          'Customer Email': 'other@example.com',
        },
        {
          Serial: '3',
          'Syncta Id': '3',
          'Customer Address Line 1': '1 New St',
          'Service Location Address Line 1': '2964 Placeholder Pelican Pl.',
        },
        { Serial: '4', 'Syncta Id': '4', Customer: 'Somebody Else', 'Service Location Address Line 2': 'Apt 9' },
      ),
      { context },
    )
    expect(totals).toMatchObject({ rows: 4, new: 4, customers: 2, locations: 2, devices: 4 })
    expect(rows[1]?.notes.filter(({ code }) => code === 'customer_differs').map(({ field }) => field)).toEqual([
      'customer.name',
      'customer.email',
    ])
    expect(rows[2]?.notes.filter(({ code }) => code === 'location_differs').map(({ field }) => field)).toEqual([
      'location.line1',
    ])
  })

  it('refused rows take no part', async () => {
    const { totals } = await cleanAll(synctaCsv({ Serial: 'a\0b' }, { Serial: 'a\0b' }), { context })
    expect(totals).toMatchObject({ refused: 2, devices: 0, customers: 0 })
  })

  it('gives the same answer every time', async () => {
    const changes: Record<string, string>[] = [{}, { Price: '1' }, { Serial: '' }, { 'Syncta Id': '9' }]
    expect(await rowsOf(...changes)).toEqual(await rowsOf(...changes))
  })
})

describe('tests within one file', () => {
  const head =
    'Serial,Test Date,Result,Tester,Cert No,Gauge Serial,RV Opened,CV1,CV2,AI Opened,AI Fully Open,CV,Line PSI,Repairs,Retest Date,Retest RV Opened,Retest CV1\n'

  it('are the same by serial and day', async () => {
    const rows = [
      'A1,06-09-23,PASS,T,C,G,2.4,6.8,Tight',
      'A1,06/09/2023,pass,T,C,G,2.40,6.8,tight',
      'A1,06-09-23,PASS,T,C,G,2.6,6.8,Tight',
      'A1,06-10-23,PASS,T,C,G,2.6,6.8,Tight',
    ]
    const { rows: cleaned, totals } = await cleanAll({ csv: head + rows.join('\n') }, { context })
    expect(cleaned.map(({ status, match }) => [status, match.kind])).toEqual([
      ['new', 'new'],
      ['duplicate', 'duplicate'],
      ['review', 'update'],
      ['new', 'new'],
    ])
    expect(totals?.tests).toBe(2)
  })

  it('without a serial only the very same row is a duplicate', async () => {
    const rows = [
      ',06-09-23,PASS,T,C,G,2.4,6.8,Tight',
      ',06-09-23,PASS,T,C,G,2.4,6.8,Tight',
      ',06-09-23,PASS,T,C,G,2.4,7.0,Tight',
    ]
    const { rows: cleaned } = await cleanAll({ csv: head + rows.join('\n') }, { context })
    expect(cleaned.map(({ status }) => status)).toEqual(['review', 'duplicate', 'review'])
  })
})
