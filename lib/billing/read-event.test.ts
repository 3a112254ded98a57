import { expect, test } from 'vitest'
import { readEvent } from './read-event.ts'

const companyId = 'a3bb189e-8bf9-4c77-9a53-1f1d6a1d5c11'
const subscription = {
  id: 'sub_1',
  customer: 'cus_1',
  status: 'active',
  cancel_at_period_end: false,
  items: { data: [{ current_period_end: 20 }, { current_period_end: 30 }] },
}
const read = (type: string, object: object) =>
  readEvent(JSON.stringify({ id: 'evt_1', type, created: 10, livemode: true, data: { object } }))

test('the period stands on the items, or, as it used to, on the subscription', () => {
  expect(read('customer.subscription.updated', subscription).subscription?.current_period_end).toBe(30)
  const older = {
    ...subscription,
    current_period_end: 40,
    items: { data: [{ price: { recurring: { interval: 'year' } } }] },
  }
  expect(read('customer.subscription.updated', older).subscription).toMatchObject({
    current_period_end: 40,
    interval: 'year',
  })
})

test('a customer is an id or an object, and only our own mark names a company', () => {
  expect(read('customer.subscription.updated', { ...subscription, customer: { id: 'cus_2' } }).customer).toBe('cus_2')
  const mark = (metadata: unknown) => read('customer.created', { id: 'cus_1', metadata }).company_id
  expect(mark({ company_id: companyId, else: '1' })).toBe(companyId)
  for (const metadata of [null, undefined, {}, { company_id: 'x' }, 'x']) expect(mark(metadata)).toBeNull()
  expect(read('customer.created', { id: 'cus_1' })).toMatchObject({ customer: 'cus_1', subscription: null })
  expect(
    read('checkout.session.completed', { id: 'cs_1', customer: 'cus_1', metadata: { company_id: companyId } }),
  ).toMatchObject({ customer: 'cus_1', company_id: companyId, subscription: null })
})

test('other events are none of ours, and a subscription in an unknown form is a fault', () => {
  expect(read('invoice.paid', { id: 'in_1', customer: 'cus_1' })).toMatchObject({ customer: null, subscription: null })
  expect(() => read('customer.subscription.updated', { ...subscription, status: 'dormant' })).toThrow()
  expect(() => read('customer.subscription.updated', { ...subscription, items: undefined })).toThrow()
  expect(() => readEvent('[]')).toThrow()
})
