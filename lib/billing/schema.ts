import { z } from 'zod'
import { INTERVALS } from './plan.ts'

export const planSchema = z.object({ interval: z.enum(INTERVALS, 'Choose a plan.') })
export const nothingSchema = z.object({})
export const stepSchema = z.object({ step: z.enum(['fail', 'pay', 'end period']) })
export const clockSchema = z.object({ to: z.iso.datetime({ offset: true }) })
export const closeSchema = z.object({
  when: z.enum(['now', 'period end'], 'Choose when.'),
  name: z.string().max(200),
})
