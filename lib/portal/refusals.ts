/** What the functions of the portal refuse, as sentences: by code, and by constraint with its field. */
export const PORTAL_REFUSALS: Record<string, string> = {
  portal_team: 'This person is in your team already, so they cannot be a customer of yours too.',
  portal_already_in: 'This person sees this customer already.',
  portal_no_reports: 'No report is on file here yet.',
  portal_days: 'Choose one to five days, from today to a year ahead.',
  portal_too_many: 'Ten of your requests are waiting already. Call the office instead.',
  portal_nothing_changed: 'Nothing here differs from what is on file.',
  portal_answered: 'Somebody has answered this request already.',
  portal_nothing_stands: 'No assembly that needs tests stands at this site.',
  portal_say_why: 'Say in a few words why, for the customer to read.',
}

export const PORTAL_CONSTRAINTS: Record<string, { field: string; message: string }> = {
  portal_people_email: { field: 'email', message: 'Enter a complete email address.' },
  portal_people_full_name: { field: 'full_name', message: 'Enter a name of up to 120 characters.' },
  portal_requests_note: { field: 'note', message: 'Keep the note to 2,000 characters.' },
  portal_requests_answer: { field: 'answer', message: 'Keep the answer to 500 characters.' },
}
