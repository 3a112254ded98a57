/**
 * What a person may still do while the account is read-only (PRODUCT 4), by the name of its form action, and why. Every
 * other form action is refused; the database refuses the write itself, whatever stands here.
 */
export const OPEN_IN_GRACE: Readonly<Record<string, string>> = {
  subscribe: 'the way back: a subscription opens the account again',
  manageBilling: 'the way back: an expired card is changed at Stripe',
  resumeSubscription: 'the way back: takes the end of a subscription back',
  reopenAccount: 'the way back while the trial still runs',
  cancelSubscription: 'ending a subscription is possible at any time',
  closeAccount: 'closing is possible at any time',
  stepBillingSandbox: 'the sandbox stands in for Stripe, which goes on whatever the account is',
  moveClock: 'the demo’s clock: shows what comes after the end',
  runNight: 'the demo’s clock: shows what comes after the end',
  recordRequest: 'a person may ask about their data at any time',
  checkRequester: 'a person may ask about their data at any time',
  answerRequest: 'a person may ask about their data at any time',
  eraseCustomer: 'a person may ask about their data at any time',
  revokeSupport: 'a company must be able to end somebody’s access at any time',
  removeMember: 'a company must be able to end somebody’s access at any time',
  endAccess: 'a company must be able to end somebody’s access at any time',
  stopCalendarFeed: 'a way to look in can be closed at any time',
  changePassword: 'the sign-in is the person’s own',
  changeEmail: 'the sign-in is the person’s own',
  changeFieldOrder: 'how a person likes the form is their own, in every company of theirs',
  setFieldOrder: 'how a person likes the form is their own, in every company of theirs',
  checkChain: 'reads: recomputes the audit trail and says what it found',
}
