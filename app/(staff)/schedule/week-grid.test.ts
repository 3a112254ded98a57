import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import type { BoardVisit } from '@/lib/visits/board.ts'
import { WeekGrid } from './week-grid.tsx'

const DAYS = ['2026-11-30', '2026-12-01', '2026-12-02', '2026-12-03', '2026-12-04', '2026-12-05', '2026-12-06']
const PEOPLE = Array.from({ length: 10 }, (_, at) => ({ id: `p${at}`, name: `Technician ${at}` }))
const nothing = () => undefined

function visit(at: number, profile_id: string | null): BoardVisit {
  return {
    id: `v${at}`,
    version: 1,
    work_order_id: `w${at}`,
    profile_id,
    day: DAYS[at % 5] ?? '',
    minute: 480,
    minutes: 45,
    state: 'planned',
    note: null,
    although: null,
    problems: [],
    kind: 'annual_test',
    due_on: null,
    line1: '1 Main St',
    city: null,
    customer: 'Palmetto',
    devices: 1,
    tested: 0,
  }
}

function cards(visits: readonly BoardVisit[], whole: boolean): string[] {
  const board = { edit: true, carried: null, drag: nothing, dropAt: nothing, openVisit: nothing }
  const grid = { days: DAYS, today: '2026-12-01', people: PEOPLE, visits, clashes: new Set<string>(), board, whole }
  const markup = renderToStaticMarkup(createElement(WeekGrid, grid))
  expect(markup.match(/<th scope="row"/g)).toHaveLength(PEOPLE.length + 1)
  return [...markup.matchAll(/data-card="([^"]+)"/g)].map((match) => match[1] ?? '')
}

test('the server writes the rows seen first, the browser each of five hundred visits', () => {
  const visits = Array.from({ length: 500 }, (_, at) => visit(at, `p${at % 10}`))
  expect(cards(visits, true).toSorted()).toEqual(visits.map(({ id }) => id).toSorted())
  const first = cards(visits, false)
  expect(first).toHaveLength(100)
  expect(cards(visits, true).slice(0, 100)).toEqual(first)
})

test('who has more visits than a screen shows is written whole, and so is a small board', () => {
  const many = Array.from({ length: 300 }, (_, at) => visit(at, null))
  expect(cards(many, false)).toHaveLength(300)
  const few = Array.from({ length: 60 }, (_, at) => visit(at, `p${at % 10}`))
  expect(cards(few, false)).toHaveLength(60)
})
