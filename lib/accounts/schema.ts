import { z } from 'zod'
import { isState } from '../companies/states.ts'

export const PASSWORD_MIN = 10

export const emailField = z
  .string('Enter your email address.')
  .trim()
  .toLowerCase()
  .max(254, 'Enter a complete email address.')
  .regex(/^[^@\s]+@[^@\s]+\.[^@\s]+$/, 'Enter a complete email address.')

/** A new password: at least ten characters, of any kind; at most 72 bytes, which is all a hash takes in. */
export const newPassword = z
  .string('Choose a password.')
  .min(PASSWORD_MIN, `Choose a password of at least ${PASSWORD_MIN} characters.`)
  .refine((text) => new TextEncoder().encode(text).length <= 72, 'This password is too long: up to 72 characters.')

export const personName = z
  .string('Enter a name.')
  .trim()
  .min(1, 'Enter a name.')
  .max(120, 'Enter a name of up to 120 characters.')
export const companyName = z
  .string('Enter the company’s name.')
  .trim()
  .min(2, 'Give the company a name of 2 to 120 characters.')
  .max(120, 'Give the company a name of 2 to 120 characters.')
export const stateField = z.string('Choose the state.').refine(isState, 'Choose the state.')

const next = z.string().max(2000).optional()

export const signUpSchema = z.object({
  company_name: companyName,
  full_name: personName,
  email: emailField,
  password: newPassword,
  state: stateField,
})

export const signInSchema = z.object({
  email: emailField,
  password: z.string('Enter your password.').min(1, 'Enter your password.').max(1000),
  next,
})

export const emailSchema = z.object({ email: emailField })

export const foundSchema = z.object({ company_name: companyName, full_name: personName, state: stateField })
export type FoundCompany = z.infer<typeof foundSchema>

export const LINK_TYPES = ['signup', 'recovery', 'email_change'] as const
/** What a link of ours confirms. The token is opaque; hosted Supabase prefixes it, so only its alphabet is checked. */
export const linkSchema = z.object({
  token_hash: z.string().regex(/^[A-Za-z0-9_-]{16,200}$/),
  type: z.enum(LINK_TYPES),
  next,
})
export type ConfirmationLink = z.infer<typeof linkSchema>

export const confirmSchema = linkSchema.extend({ password: newPassword.optional() })

export const inviteTokenSchema = z.string().regex(/^[0-9a-f]{32,64}$/)
export const joinSchema = z.object({ token: inviteTokenSchema, full_name: personName, password: newPassword })
export const acceptSchema = z.object({ token: inviteTokenSchema })

const present = z.string('Enter your present password.').min(1, 'Enter your present password.').max(1000)
export const changePasswordSchema = z.object({ current_password: present, password: newPassword })
export const changeEmailSchema = z.object({ email: emailField, email_password: present })
