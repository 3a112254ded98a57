import { z } from 'zod'
import { optionalEmail, optionalPhone, optionalState, optionalZip, requiredLine } from '../customers/schema.ts'
import { line, prose } from '../devices/schema.ts'

export const locationSchema = z.object({
  id: z.guid(),
  customer_id: z.guid('Choose whose location it is.'),
  name: line(160),
  line1: requiredLine(160, 'Enter the street address, up to 160 characters.'),
  line2: line(160),
  city: line(80),
  state: optionalState,
  zip: optionalZip,
  county: line(80),
  phone: optionalPhone,
  email: optionalEmail,
  access_notes: prose(4000),
  contact_name: line(120),
  gate_code: line(60),
  alarm_phone: optionalPhone,
  fire_phone: optionalPhone,
})
export type LocationInput = z.infer<typeof locationSchema>

export const locationIdSchema = z.object({ id: z.guid() })
