import { describe, expect, it } from 'vitest'
import { catalogueHints } from './device-hints.ts'

describe('catalogueHints', () => {
  it('says nothing about what it does not know, or what is right', () => {
    expect(catalogueHints({ type: '', manufacturer: '', model: '' })).toEqual([])
    expect(catalogueHints({ type: 'RP', manufacturer: 'Nobody', model: 'ZZZ-1' })).toEqual([])
    expect(catalogueHints({ type: 'RP', manufacturer: 'Watts', model: 'LF009' })).toEqual([])
  })

  it('infers the type from the model', () => {
    expect(catalogueHints({ type: '', manufacturer: 'Watts', model: 'LF009' })).toEqual([
      {
        code: 'type',
        sentence: 'LF009 is an RP.',
        set: { field: 'type', value: 'RP', label: 'Use RP, reduced pressure principle assembly' },
      },
    ])
  })

  it('warns where model and type disagree', () => {
    const [hint] = catalogueHints({ type: 'DC', manufacturer: 'Watts', model: 'LF009' })
    expect(hint?.sentence).toBe('The catalogue knows LF009 as an RP, not a DC. Check the plate.')
  })

  it('asks about a misspelt maker and an alias', () => {
    const hints = catalogueHints({ type: 'DC', manufacturer: 'Wats', model: '077M2QT' })
    expect(hints.map(({ sentence }) => sentence)).toEqual([
      'Is Wats meant to be Watts?',
      'Is 077M2QT meant to be 007M2QT?',
    ])
  })

  it('knows whose model it is', () => {
    const [hint] = catalogueHints({ type: 'RP', manufacturer: 'Febco', model: 'LF009' })
    expect(hint).toMatchObject({ code: 'maker', set: { value: 'Watts' } })
  })
})
