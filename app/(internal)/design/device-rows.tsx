'use client'

import { Ellipsis, Pencil, Trash2 } from 'lucide-react'
import { Badge } from '@/app/_ui/badge.tsx'
import { Day } from '@/app/_ui/day.tsx'
import { Menu, MenuItem, MenuRule } from '@/app/_ui/menu.tsx'
import { MenuTd, NameCell, SelectTd, Td } from '@/app/_ui/table.tsx'
import type { DemoRow } from './rows.ts'

/**
 * The rows of a long list, from plain data. A client component on purpose: the server then sends the data once instead
 * of every cell as an element, which halves what a page of 50 rows costs it.
 */
export function DeviceRows({ rows }: { rows: readonly DemoRow[] }) {
  return (
    <tbody>
      {rows.map((row) => (
        <tr key={row.id}>
          <SelectTd value={row.id} label={row.serial} />
          <NameCell href={`/design?open=${row.id}`} name={row.serial} sub={row.model} figures />
          <Td label="Customer" cut>
            {row.customer}
          </Td>
          <Td label="Type">{row.type}</Td>
          <Td label="Size" num>
            {row.size}
          </Td>
          <Td label="Due" figures>
            <Day day={row.due} />
          </Td>
          <Td corner>
            <Badge tone={row.tone}>{row.state}</Badge>
          </Td>
          <MenuTd>
            <Menu label={`More for ${row.serial}`} trigger={<Ellipsis aria-hidden="true" />} align="end">
              <MenuItem href="/design" icon={<Pencil aria-hidden="true" />}>
                Edit
              </MenuItem>
              <MenuItem aria-disabled>Move to another site</MenuItem>
              <MenuRule />
              <MenuItem danger icon={<Trash2 aria-hidden="true" />}>
                Remove
              </MenuItem>
            </Menu>
          </MenuTd>
        </tr>
      ))}
    </tbody>
  )
}
