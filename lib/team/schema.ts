import { z } from 'zod'
import { emailField, personName } from '../accounts/schema.ts'

/** Roles an admin gives, in words, and what each may do. */
export const TEAM_ROLES = [
  { value: 'company_admin', label: 'Admin', help: 'Everything, with team and company settings.' },
  { value: 'office', label: 'Office', help: 'Customers, devices, imports, gauges, licences, purveyors; not the team.' },
  { value: 'technician', label: 'Technician', help: 'Looks assemblies up, records tests and signs his own.' },
] as const

const role = z.enum(['company_admin', 'office', 'technician'], 'Choose a role.')

export const inviteSchema = z.object({ full_name: personName, email: emailField, role })
export type Invite = z.infer<typeof inviteSchema>
export const roleSchema = z.object({ profile_id: z.uuid(), role })
export const memberSchema = z.object({ profile_id: z.uuid() })
export const invitationSchema = z.object({ id: z.uuid() })
