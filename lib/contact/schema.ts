import { z } from 'zod'

/** Days a message of the contact form is kept; the daily run deletes it then (supabase/migrations/0240_contact.sql). */
export const CONTACT_DAYS = 365

export const contactSchema = z.object({
  name: z.string().trim().min(1, 'Enter your name.').max(120, 'Enter a name of up to 120 characters.'),
  email: z.email('Enter an email address like name@example.com.').max(254),
  company: z.string().trim().max(160, 'Enter up to 160 characters.'),
  message: z.string().trim().min(10, 'Write at least a sentence.').max(5000, 'Keep the message to 5,000 characters.'),
  /** Out of sight of people: whoever fills it in is a program. */
  website: z.string().max(500).optional().default(''),
})
export type ContactInput = z.infer<typeof contactSchema>
