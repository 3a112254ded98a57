import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CATALOGUE } from './catalogue-data.ts'
import { findManufacturer, findModel, MANUFACTURERS, normaliseModel, typesOfModel } from './catalogue.ts'
import { editDistanceAtMostOne } from './near.ts'

describe('makers', () => {
  it.each([
    ['WILKINS ', 'Wilkins'],
    ['Zurn Wilkins', 'Wilkins'],
    ['Zurn/Wilkins', 'Wilkins'],
    ['watts', 'Watts'],
    ['ARI', 'A.R.I.'],
    ['Conbraco', 'Apollo'],
    ['Weather matic', 'Weathermatic'],
    ['Beeco', 'Hersey'],
  ])('%s is %s', (found, name) => expect(findManufacturer(found)).toEqual({ kind: 'known', name }))

  it.each([
    ['Waters', 'Watts', 'typo'],
    ['Amess', 'Ames', 'typo'],
    ['Ammes', 'Ames', 'typo'],
    ['Appollo', 'Apollo', 'typo'],
    ['Febbco', 'Febco', 'typo'],
    ['Colt', 'Ames', 'line'],
  ])('%s suggests %s', (found, name, why) => expect(findManufacturer(found)).toEqual({ kind: 'suggest', name, why }))

  it('knows no others', () => expect(findManufacturer('Acme Valves')).toEqual({ kind: 'unknown' }))
})

describe('models', () => {
  it.each([
    ['Wilkins', '975 XL2', '975XL2'],
    ['Wilkins', '720-A', '720A'],
    ['Wilkins', '720 a', '720A'],
    ['Apollo', 'rplf4a', 'RPLF4A'],
    ['Apollo', 'RPLF-4A', 'RPLF4A'],
    ['Watts', 'LF009qt', 'LF009QT'],
    ['Watts', '919 qt', '919QT'],
  ])('%s %s is spelt %s', (maker, found, text) =>
    expect(findModel(maker, found)).toMatchObject({ kind: 'known', text }),
  )

  it.each([
    ['Watts', '077M2QT', '007M2QT'],
    ['Watts', 'FL009QT', 'LF009QT'],
    ['Wilkins', '975X2', '975XL2'],
    ['Wilkins', '972XL', '975XL'],
    ['Wilkins', '975RP', '975XL'],
    ['A.R.I.', 'RP 500', '500'],
    ['Ames', '300', 'Colt 300'],
  ])('%s %s suggests %s', (maker, found, model) => {
    expect(findModel(maker, found)).toMatchObject({ kind: 'suggest', model: { model } })
  })

  it('suggests nothing where several models are one letter away', () => {
    expect(findModel('Febco', '825YX')).toEqual({ kind: 'unknown' })
  })

  it('knows when only another maker sells it', () => {
    expect(findModel('Watts', '975XL2')).toMatchObject({ kind: 'other_maker', model: { manufacturer: 'Wilkins' } })
    expect(findModel(null, '007M2QT')).toMatchObject({ kind: 'other_maker', model: { manufacturer: 'Watts' } })
    expect(findModel('Watts', '375')).toEqual({ kind: 'unknown' })
  })

  it('gives the types sold under a name', () => {
    expect(typesOfModel('Wilkins', '375XL')).toEqual(['RP'])
    expect(typesOfModel('Watts', '008PCQT')).toEqual(['SVB'])
    expect(typesOfModel('Apollo', 'RPDA4A')).toEqual(['RPDA', 'RPDA2'])
    expect(typesOfModel('Watts', 'nothing')).toEqual([])
  })
})

describe('the catalogue itself', () => {
  it('holds every seed model once, under a known maker, in known sizes', () => {
    expect(CATALOGUE.length).toBe(173)
    const names = CATALOGUE.map(({ manufacturer, model }) => `${manufacturer} ${normaliseModel(model)}`)
    expect(new Set(names).size).toBe(names.length)
    expect(CATALOGUE.every(({ manufacturer }) => MANUFACTURERS.some(({ name }) => name === manufacturer))).toBe(true)
    expect(CATALOGUE.filter(({ types }) => types.length === 0).map(({ model }) => model)).toEqual(['24000'])
  })

  it('finds every model by its own name, whatever case and spaces', () => {
    fc.assert(
      fc.property(fc.constantFrom(...CATALOGUE), fc.boolean(), ({ manufacturer, model }, lower) => {
        const written = ` ${lower ? model.toLowerCase() : model.toUpperCase()} `.replace(/-/g, ' ')
        expect(findModel(manufacturer, written)).toMatchObject({ kind: 'known', model: { model } })
      }),
      { numRuns: 1_000 },
    )
  })
})

it('one letter apart is one wrong, missing, extra or two swapped', () => {
  const pairs: [string, string, boolean][] = [
    ['ABC', 'ABC', true],
    ['ABC', 'ABD', true],
    ['ABC', 'AB', true],
    ['ABC', 'XABC', true],
    ['ABCD', 'ACBD', true],
    ['ABC', 'CBA', false],
    ['ABC', 'A', false],
    ['', 'A', true],
  ]
  for (const [a, b, near] of pairs) {
    expect(editDistanceAtMostOne(a, b), `${a} ${b}`).toBe(near)
    expect(editDistanceAtMostOne(b, a), `${b} ${a}`).toBe(near)
  }
})
