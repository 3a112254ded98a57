/** What of a customer's contact details may be corrected in the portal, and what each is called. */
export const CONTACT_FIELDS: Readonly<Record<string, string>> = {
  contact_name: 'Contact',
  phone: 'Phone',
  email: 'Email',
  line1: 'Address',
  line2: 'Address, second line',
  city: 'City',
  state: 'State',
  zip: 'Zip',
}
