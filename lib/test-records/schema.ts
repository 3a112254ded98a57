import { z } from 'zod'
import { CAUSES, REPAIR_ACTIONS, REPAIR_COMPONENTS } from '../backflow/repairs.ts'
import { TEST_TYPES } from '../backflow/test-types.ts'
import { isDay } from '../dates.ts'
import { SITE_ANSWER_KEYS } from './site-questions.ts'

const text = (longest: number, sentence: string) =>
  z
    .string()
    .max(longest, sentence)
    .nullable()
    .transform((value) => (value === null || value.trim() === '' ? null : value.trim()))
const hundredths = z.int().min(0).max(30_000, 'A reading has 0 to 300 psid.').nullable()
const inches = z.int().min(0).max(10_000).nullable()
const held = z.enum(['tight', 'leaked']).nullable()

/** Readings of one block by key; what a family does not read is left out. */
const readings = z
  .strictObject({
    rvOpenedHundredthsPsid: hundredths,
    rvDidNotOpen: z.boolean().nullable(),
    cv1HundredthsPsid: hundredths,
    cv1State: held,
    cv2HundredthsPsid: hundredths,
    cv2State: held,
    bcHundredthsPsid: hundredths,
    bcState: held,
    aiOpenedHundredthsPsid: hundredths,
    aiDidNotOpen: z.boolean().nullable(),
    aiFullyOpen: z.boolean().nullable(),
    cvHundredthsPsid: hundredths,
    cvState: held,
    agSupplyHundredthsIn: inches,
    agGapHundredthsIn: inches,
    inspectionOutcome: z.enum(['acceptable', 'not_acceptable']).nullable(),
    shutoff2State: z.enum(['tight', 'leaked', 'leaked_compensated']).nullable(),
  })
  .partial()
const stage = z.object({ main: readings, bypass: readings.nullable() })

const repairLine = z.object({
  part: z.enum(['main', 'bypass']),
  component: z.enum(REPAIR_COMPONENTS),
  action: z.enum(REPAIR_ACTIONS),
  replacedPart: z.string().max(80).nullable(),
  cause: z.enum(CAUSES.map(({ code }) => code)).nullable(),
})

/** A TestEntry as it comes from a form or a phone. */
export const testEntrySchema = z.object({
  clientId: z.uuid(),
  deviceId: z.uuid(),
  sign: z.boolean(),
  testType: z.enum(TEST_TYPES),
  testedOn: z.string().refine(isDay, 'Enter the day of the test.'),
  testedAt: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Enter the time like 14:30.')
    .nullable(),
  licenceId: z.uuid().nullable(),
  gaugeId: z.uuid().nullable(),
  linePressurePsi: z.int().min(0).max(400, 'Line pressure is given in psi, 0 to 400.').nullable(),
  shutoff1State: held,
  detectorMeterReading: text(40, 'A meter reading has up to 40 characters.'),
  detectorMeterMoved: z.boolean().nullable(),
  answers: z.partialRecord(z.enum(SITE_ANSWER_KEYS), z.boolean().nullable()),
  initial: stage,
  final: stage.nullable(),
  repairs: z.array(repairLine).max(40),
  repairsText: text(4000, 'The repairs hold up to 4,000 characters.'),
  remarks: text(4000, 'The remarks hold up to 4,000 characters.'),
  certifiedResult: z.enum(['PASS', 'FAIL']).nullable(),
  certifyReason: text(2000, 'The reason holds up to 2,000 characters.'),
  overrideReason: text(2000, 'The reason holds up to 2,000 characters.'),
  supersedesId: z.uuid().nullable(),
  supersedeReason: text(2000, 'The reason holds up to 2,000 characters.'),
  seen: z.object({ dueOn: z.string().nullable(), result: z.enum(['PASS', 'FAIL', 'INCOMPLETE']) }).nullable(),
})
