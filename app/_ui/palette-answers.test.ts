import { expect, test } from 'vitest'
import { groupsOf } from './palette-answers.ts'

test('takes the answer as agreed', () => {
  const groups = [{ label: 'Devices', items: [{ title: 'A127841', detail: '12 Dock St', href: '/devices/1' }] }]
  expect(groupsOf({ groups })).toEqual(groups)
})

test('leaves out what leads elsewhere or is no answer', () => {
  const items = [
    { title: 'x', href: 'https://elsewhere.example' },
    { title: 'x', href: '//elsewhere.example' },
    { title: 'x', href: 'javascript:alert(1)' },
    { title: 3, href: '/devices' },
    null,
  ]
  expect(groupsOf({ groups: [{ label: 'a', items }] })).toEqual([{ label: 'a', items: [] }])
  for (const odd of [null, [], 'x', { groups: 3 }, { groups: [null] }]) expect(groupsOf(odd)).toEqual([])
})
