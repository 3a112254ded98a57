'use server'

import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { formAction } from '@/lib/action.ts'
import { today } from '@/lib/dates.ts'
import { recordCalibration, removeCalibration } from '@/lib/gauges/record-calibration.ts'
import { addGauge, changeGauge, retireGauge } from '@/lib/gauges/save-gauge.ts'
import {
  calibrationIdSchema,
  calibrationSchema,
  gaugeIdSchema,
  gaugeSchema,
  retireSchema,
} from '@/lib/gauges/schema.ts'

export const addGaugeAction = formAction('addGauge', 'gauges:write', gaugeSchema, async ({ db, company }, input) => {
  const saved = await addGauge(db, company.id, input)
  if (!saved.ok) return saved
  redirect(`/gauges/${saved.value.id}`)
})

const changeSchema = gaugeSchema.extend(gaugeIdSchema.shape)
export const changeGaugeAction = formAction(
  'changeGauge',
  'gauges:write',
  changeSchema,
  async ({ db }, { id, ...input }) => {
    const saved = await changeGauge(db, id, input)
    if (!saved.ok) return saved
    redirect(`/gauges/${id}`)
  },
)

export const retireGaugeAction = formAction(
  'retireGauge',
  'gauges:write',
  retireSchema,
  async ({ db, company }, { id, retired }) => {
    const saved = await retireGauge(db, id, retired === 'yes' ? today(company.time_zone) : null)
    if (!saved.ok) return saved
    revalidatePath(`/gauges/${id}`)
    return { status: 'done' as const }
  },
)

export const recordCalibrationAction = formAction(
  'recordCalibration',
  'gauges:write',
  calibrationSchema,
  async ({ db, company, profile }, input) => {
    const who = { companyId: company.id, profileId: profile.id, today: today(company.time_zone) }
    const saved = await recordCalibration(db, who, input)
    if (!saved.ok) return saved
    revalidatePath(`/gauges/${input.gauge_id}`)
    return { status: 'done' as const, message: 'The calibration is on file.' }
  },
)

export const removeCalibrationAction = formAction(
  'removeCalibration',
  'gauges:write',
  calibrationIdSchema,
  async ({ db }, { id, gauge_id, back }) => {
    const saved = await removeCalibration(db, id, back === 'yes')
    if (!saved.ok) return saved
    revalidatePath(`/gauges/${gauge_id}`)
    return {
      status: 'done' as const,
      message: back === 'yes' ? 'It is on file again.' : 'The calibration is off the file.',
    }
  },
)
