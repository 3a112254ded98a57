import { plain } from '../lists/file-columns.ts'
import { type ListDefinition, textOf } from '../lists/list-definition.ts'

/** Everybody whose assemblies the company looks after. */
export const CUSTOMERS: ListDefinition = {
  path: '/customers',
  view: 'customer_list',
  permission: 'customers:read',
  sorts: {
    name: 'name',
    city: 'city',
    locations: 'locations',
    devices: 'devices',
    due: 'next_due_on',
    added: 'created_at',
  },
  defaultSort: 'name',
  filters: { city: textOf('city') },
  columns: [
    plain('Name', 'name'),
    plain('Belongs to', 'parent_name'),
    plain('Contact', 'contact_name'),
    plain('Phone', 'phone'),
    plain('Email', 'email'),
    plain('Address', 'line1'),
    plain('City', 'city'),
    plain('US state', 'state'),
    plain('Zip', 'zip'),
    plain('Locations', 'locations'),
    plain('Assemblies', 'devices'),
    plain('Next due', 'next_due_on'),
    plain('Id', 'id'),
  ],
}
