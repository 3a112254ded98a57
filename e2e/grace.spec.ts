import { expect, test } from '@playwright/test'
import { OPEN_IN_GRACE } from '../lib/companies/open-in-grace.ts'
import { callAction, serverActions } from './support/actions.ts'
import { database, signIn } from './support/people.ts'
import { throwawayCompany } from './support/throwaway-company.ts'

/**
 * ASSURANCE T16 at the door: every server action of the build, asked by the admin of a cancelled company, is refused by
 * name before it reads what was sent, except the written ones. supabase/tests/grace.test.ts asks the database the same.
 */

/** Server actions that are no form of a company's, and why a read-only account need not stop them. */
const NO_FORM_OF_THE_COMPANY: Readonly<Record<string, string>> = {
  confirmAction: 'a person’s own sign-in',
  resendAction: 'a person’s own sign-in',
  signUpAction: 'a person’s own sign-in',
  signInAction: 'a person’s own sign-in',
  sendRecoveryAction: 'a person’s own sign-in',
  signOutAction: 'a person’s own sign-in',
  signOutEverywhereAction: 'a person’s own sign-in',
  foundCompanyAction: 'founds another company',
  joinAction: 'joins another company, which must be open itself',
  acceptAction: 'joins another company, which must be open itself',
  switchPersonAction: 'a person’s own sign-in',
  chooseCompanyAction: 'changes only which company the person looks at',
  chooseBranchAction: 'changes only which branch the person looks at',
  chooseSchemeAction: 'a person’s own colours',
  setSchemeAction: 'a cookie of this browser',
  setFoldedAction: 'a cookie of this browser',
  setKeysAction: 'a cookie of this browser',
  findLocationsAction: 'reads',
  findCustomersAction: 'reads',
  deviceHintsAction: 'reads',
  leaveSupportAction: 'ends what an operator looks at',
  openSupportAction: 'an operator’s, at the desk',
  reviseDistrictAction: 'an operator’s, at the desk',
  judgeDistrictAction: 'an operator’s, at the desk',
  retryParkedAction: 'an operator’s, at the desk',
  setHoldAction: 'an operator’s, at the desk',
  liftHoldAction: 'an operator’s, at the desk',
  payByCardAction: 'an incoming payment',
  answerQuoteAction: 'a customer’s; the database refuses it while the company is read-only',
  sendMessageAction: 'a letter to us, of no company',
  settleMessageAction: 'an operator’s, at the desk',
  deleteMessageAction: 'an operator’s, at the desk',
  answerQuoteInPortalAction: 'a customer’s; the database refuses it while the company is read-only',
  payInPortalAction: 'an incoming payment',
  confirmVisitAction: 'a customer’s; the database refuses it while the company is read-only',
  askVisitAction: 'a customer’s; the database refuses it while the company is read-only',
  askCorrectionAction: 'a customer’s; the database refuses it while the company is read-only',
  leavePortalAction: 'a person’s own sign-in',
  chooseInPortalAction: 'changes only which company the person looks at',
  doorAction: 'a person’s own sign-in',
  openLinkAction: 'a person’s own sign-in',
  nothingAction: 'does nothing: the page that shows the design system',
}

test('every server action of a cancelled company is refused, except the written ones', { tag: '@desk' }, async ({
  page,
  baseURL,
}) => {
  const actions = serverActions()
  const forms = actions.filter((action) => action.kind === 'form' || action.exported === 'changeDistrictAction')
  const others = actions.filter((action) => !forms.includes(action))
  expect(forms.length).toBeGreaterThan(50)
  expect(others.map((action) => action.exported).toSorted()).toEqual(Object.keys(NO_FORM_OF_THE_COMPANY).toSorted())
  expect(Object.keys(OPEN_IN_GRACE).filter((name) => !forms.some((action) => action.name === name))).toEqual([])

  const sql = database()
  try {
    const company = await throwawayCompany(sql, 'Closed Backflow')
    await signIn(page, company.email)
    await sql`update public.companies set subscription_status = 'canceled', trial_ends_at = now() - interval '60 days',
      deletion_clock_starts_at = now() - interval '3 days' where id = ${company.id}`
    const entries = async () => (await sql`select 1 from public.audit_log where company_id = ${company.id}`).length
    const before = await entries()
    for (const action of forms.filter(({ name }) => OPEN_IN_GRACE[name] === undefined)) {
      const answer = await callAction(page.request, baseURL ?? '', action, { name: 'x' })
      expect(answer.text, `${action.file} ${action.exported} ${answer.status}`).toContain('"code":"company_read_only"')
    }
    expect(await entries()).toBe(before)
    for (const action of forms.filter(({ name }) => OPEN_IN_GRACE[name] !== undefined)) {
      if (['stepBillingSandbox', 'subscribe', 'runNight'].includes(action.name)) continue
      const answer = await callAction(page.request, baseURL ?? '', action, {})
      expect(answer.text, `${action.file} ${action.exported}`).not.toContain('company_read_only')
      expect(answer.text, `${action.file} ${action.exported}`).toContain('"status":')
    }
  } finally {
    await sql.end()
  }
})
