/** Generators of readings for the property tests. */
import fc from 'fast-check'
import type { AssemblyType } from './assembly.ts'
import { buildBlock, type ReadingsBlock } from './readings.ts'

/** Readings crowd around the limits of every profile, blanks included unless `complete`. */
export function anyPsid(complete = false): fc.Arbitrary<number | null> {
  const near = fc.constantFrom(0, 90, 99, 100, 101, 199, 200, 201, 299, 300, 301, 499, 500, 501, 1500, 1501)
  const any = fc.oneof(near, fc.integer({ min: 0, max: 900 }), fc.integer({ min: 0, max: 9_999 }))
  return complete ? any : fc.option(any, { nil: null, freq: 6 })
}

/** A block of the type's family; with `complete`, nothing is blank. */
export function anyBlock(type: AssemblyType, complete = false): fc.Arbitrary<ReadingsBlock> {
  const psid = anyPsid(complete)
  const blank = complete ? [] : [null]
  const state = fc.constantFrom(...blank, 'tight', 'tight', 'leaked')
  const didNotOpen = fc.constantFrom(false, false, false, true)
  return fc
    .record({
      rvOpenedHundredthsPsid: psid,
      rvDidNotOpen: didNotOpen,
      cv1HundredthsPsid: psid,
      cv1State: state,
      cv2HundredthsPsid: psid,
      cv2State: state,
      bcHundredthsPsid: psid,
      bcState: state,
      aiOpenedHundredthsPsid: psid,
      aiDidNotOpen: didNotOpen,
      aiFullyOpen: fc.constantFrom(...blank, true, true, false),
      cvHundredthsPsid: psid,
      cvState: state,
      agSupplyHundredthsIn: psid,
      agGapHundredthsIn: psid,
      inspectionOutcome: fc.constantFrom(...blank, 'acceptable', 'not_acceptable'),
      shutoff2State: fc.constantFrom(null, 'tight', 'leaked', 'leaked_compensated'),
    })
    .map((values) => buildBlock(type, values))
}
