/** Roles as a sentence names them. */
export const ROLE_NAMES: Record<string, string> = {
  company_admin: 'an admin',
  office: 'office staff',
  technician: 'a technician',
}
