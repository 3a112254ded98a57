import { CUSTOMERS } from '../customers/customer-list.ts'
import { DEVICES, DUE } from '../devices/device-lists.ts'
import { FAILURES } from '../failures/failure-list.ts'
import { AGING, INVOICES, QUICKBOOKS } from '../invoices/invoice-list.ts'
import { LOCATIONS } from '../locations/location-list.ts'
import { AUDIT_LOG, DISTRICTS, GAUGES, TEAM, TESTERS } from './house-lists.ts'
import type { ListDefinition } from './list-definition.ts'
import { PRICES } from '../prices/price-list.ts'
import { WORK_ORDERS } from '../work-orders/work-order-list.ts'
import { TEST_RECORDS } from './test-record-list.ts'

/** Every list that can be taken as a file, by the name in /api/csv/<name>. */
export const LISTS: Readonly<Record<string, ListDefinition>> = {
  devices: DEVICES,
  due: DUE,
  customers: CUSTOMERS,
  locations: LOCATIONS,
  'test-records': TEST_RECORDS,
  gauges: GAUGES,
  testers: TESTERS,
  districts: DISTRICTS,
  team: TEAM,
  'audit-log': AUDIT_LOG,
  'work-orders': WORK_ORDERS,
  failures: FAILURES,
  invoices: INVOICES,
  aging: AGING,
  quickbooks: QUICKBOOKS,
  prices: PRICES,
}
