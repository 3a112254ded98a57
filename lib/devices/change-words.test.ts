import { describe, expect, it } from 'vitest'
import { changeLines } from './change-words.ts'

describe('changeLines', () => {
  it('says what it was and what it is', () => {
    expect(changeLines({ status: ['ACTIVE', 'NOT_FOUND'], our_target_on: [null, '2027-03-04'] })).toEqual([
      'Status: Active → Not found',
      'Our target: none → Mar 4, 2027',
    ])
  })

  it('names what has no words for its values', () => {
    expect(changeLines({ company_district_id: ['a', 'b'], deleted_at: ['2027-01-01T00:00:00Z', null] })).toEqual([
      'Purveyor changed',
      'Brought back',
    ])
  })

  it('leaves to the test what a test moved, and hides what nobody knows', () => {
    expect(changeLines({ last_tested_on: [null, '2027-03-04'], district_due_on: [null, '2028-03-04'] })).toEqual([])
    expect(changeLines({ size_thousandths_in: [750, 1000], due_base_on: [null, '2027-01-01'] })).toEqual([])
  })
})
