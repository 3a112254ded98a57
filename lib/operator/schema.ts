import { z } from 'zod'
import { line, prose } from '../devices/schema.ts'

const link = z
  .string()
  .trim()
  .max(500)
  .regex(/^(https?:\/\/\S+)?$/, 'Enter an address that starts with https://.')
  .transform((text) => (text === '' ? null : text))

export const districtSchema = z.object({
  id: z.guid(),
  name: z.string().trim().min(2, 'Enter the name of the purveyor.').max(160),
  phone: line(40),
  program_url: link,
  portal_url: link,
  due_detail: prose(2000),
  tester_rules: prose(2000),
  retention_years: z
    .string()
    .trim()
    .regex(/^\d{0,2}$/, 'Enter whole years, up to 99.')
    .transform((text) => (text === '' ? null : Number(text))),
  source_urls: z
    .string()
    .max(4000)
    .transform((text) => text.split(/\s+/).filter((word) => word !== ''))
    .refine(
      (urls) => urls.length > 0 && urls.every((url) => /^https?:\/\/\S+$/.test(url)),
      'Enter at least one address, one a line.',
    ),
})
export type DistrictInput = z.infer<typeof districtSchema>
export const judgeSchema = z.object({ id: z.guid(), holds: z.enum(['yes', 'no']) })
export const eventSchema = z.object({ id: z.string().min(1).max(200) })
export const holdSchema = z.object({
  company: z.string().trim().min(1, 'Enter the id or the exact name of the company.').max(200),
  reason: z.string().trim().min(10, 'Give the reason of the hold, at least 10 characters.').max(2000),
})
export const companyIdSchema = z.object({ company_id: z.guid() })
export const grantSchema = z.object({ company_id: z.guid(), grant_id: z.guid() })
export const messageSchema = z.object({ id: z.guid() })
export const settleSchema = messageSchema.extend({ state: z.enum(['open', 'answered', 'closed']) })
