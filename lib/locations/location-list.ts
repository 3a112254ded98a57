import { plain } from '../lists/file-columns.ts'
import { idOf, type ListDefinition, textOf } from '../lists/list-definition.ts'

/** Where assemblies stand. */
export const LOCATIONS: ListDefinition = {
  path: '/locations',
  view: 'location_list',
  permission: 'customers:read',
  sorts: {
    address: 'line1',
    customer: 'customer_name',
    city: 'city',
    zip: 'zip',
    devices: 'devices',
    due: 'next_due_on',
    added: 'created_at',
  },
  defaultSort: 'address',
  filters: { city: textOf('city'), zip: textOf('zip', 'starts'), customer: idOf('customer_id') },
  columns: [
    plain('Address', 'line1'),
    plain('Line 2', 'line2'),
    plain('City', 'city'),
    plain('US state', 'state'),
    plain('Zip', 'zip'),
    plain('County', 'county'),
    plain('Name', 'name'),
    plain('Customer', 'customer_name'),
    plain('Assemblies', 'devices'),
    plain('Next due', 'next_due_on'),
    plain('Access notes', 'access_notes'),
    plain('Id', 'id'),
  ],
}
