'use client'

import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react'
import { heard } from '@/app/_ui/heard.ts'
import { toast, toastRefusal } from '@/app/_ui/toast.tsx'
import type { FormState } from '@/lib/action.ts'
import type { Day } from '@/lib/dates.ts'
import type { BoardVisit, WaitingOrder } from '@/lib/visits/board.ts'
import { type BoardView, carry, freeMinute, type Place, placeWords } from '@/lib/visits/carry.ts'
import { clockValue, isMovable } from '@/lib/visits/words.ts'
import { moveVisitAction, scheduleVisitAction, takeOffVisitAction } from './actions.ts'

/** What is carried: a visit of the board, or an order that waits for its first day. */
export type Carried = { kind: 'visit' | 'order'; id: string; name: string; place: Place; minutes: number }
/** A form that asks for what a drop still needs, such as a reason. */
export type Asked = {
  id: string
  order: string | null
  title: string
  sentence: string | null
  place: Place
  minutes: number
}
export type BoardHands = ReturnType<typeof useBoard>

/** The state of the board's hands: what is carried, what is on its way to the server, what is open. */
export function useBoard({
  view,
  days,
  today,
  people,
  visits,
  waiting,
  names,
  edit,
}: {
  view: BoardView
  days: readonly Day[]
  today: Day
  people: readonly { id: string }[]
  visits: readonly BoardVisit[]
  waiting: readonly WaitingOrder[]
  names: ReadonlyMap<string, string>
  edit: boolean
}) {
  const [carried, setCarried] = useState<Carried | null>(null)
  /** Where visits stand until the server has answered. */
  const [onTheWay, setOnTheWay] = useState<ReadonlyMap<string, Place>>(new Map())
  const [said, say] = useState('')
  const [open, setOpen] = useState<string | null>(null)
  const [asked, setAsked] = useState<Asked | null>(null)
  const dragged = useRef<Carried | null>(null)
  const focused = useRef<string | null>(null)

  const shown = useMemo(
    () =>
      visits.map((visit) => {
        const place = carried?.id === visit.id ? carried.place : onTheWay.get(visit.id)
        return place === undefined ? visit : { ...visit, ...place }
      }),
    [visits, carried, onTheWay],
  )

  // A card that changes its cell is drawn anew: the focus goes along.
  useEffect(() => {
    if (focused.current === null) return
    document.querySelector<HTMLElement>(`[data-card="${focused.current}"]`)?.focus()
    if (carried === null) focused.current = null
  })

  function carriedOf(id: string): Carried | null {
    const visit = visits.find((one) => one.id === id)
    if (visit !== undefined) {
      const { day, minute, profile_id } = visit
      return { kind: 'visit', id, name: visit.customer, place: { day, minute, profile_id }, minutes: visit.minutes }
    }
    const order = waiting.find((one) => one.id === id)
    if (order === undefined) return null
    const day = days.includes(today) ? today : (days[0] ?? today)
    const profile_id = people[0]?.id ?? null
    const there = visits.filter((one) => one.day === day && one.profile_id === profile_id)
    const place = { day, minute: freeMinute(there), profile_id }
    return { kind: 'order', id, name: order.customer, place, minutes: order.minutes ?? 30 }
  }

  function pickUp(id: string) {
    const one = carriedOf(id)
    if (one === null) return
    const visit = visits.find((each) => each.id === id)
    if (visit !== undefined && !isMovable(visit)) {
      say(`${one.name} stays: this visit has begun or ended.`)
      return
    }
    focused.current = id
    setCarried(one)
    say(
      `Picked up ${one.name}. ${placeWords(one.place, names)}. Arrow keys move it, Enter drops it, Escape takes it back.`,
    )
  }

  function putBack() {
    if (carried === null) return
    say(`${carried.name} is back where it was.`)
    setCarried(null)
  }

  async function drop(one: Carried, place: Place) {
    setCarried(null)
    const before = carriedOf(one.id)
    if (one.kind === 'visit' && before !== null && same(before.place, place)) {
      say(`${one.name} stays where it was.`)
      return
    }
    const version = visits.find((visit) => visit.id === one.id)?.version ?? 1
    const id = one.kind === 'order' ? crypto.randomUUID() : one.id
    setOnTheWay((all) => new Map(all).set(one.id, place))
    const state = await send(id, one, place, version)
    setOnTheWay((all) => new Map([...all].filter(([key]) => key !== one.id)))
    if (state.status === 'done') {
      const words = `${one.name}: ${placeWords(place, names)}.`
      say(words)
      const next = one.kind === 'order' ? 1 : Number(state.id)
      toast({ message: words, undo: () => takeBack(id, next, one.kind === 'visit' ? before : null) })
    } else if (state.status === 'refused') refused(state, { id, one, place })
  }

  function refused(state: FormState & { status: 'refused' }, drop: { id: string; one: Carried; place: Place }) {
    const sentence = Object.values(state.errors)[0] ?? state.message
    say(`${drop.one.name} was not moved. ${sentence}`)
    if (!('reason' in state.errors)) {
      toast({ message: sentence })
      return
    }
    const order = drop.one.kind === 'order' ? drop.one.id : null
    setAsked({ id: drop.id, order, title: drop.one.name, sentence, place: drop.place, minutes: drop.one.minutes })
  }

  async function takeBack(id: string, version: number, before: Carried | null) {
    const data = form({ id, version: String(version), reason: '' })
    if (before !== null) placed(data, before.place, before.minutes)
    const state = await heard(before === null ? takeOffVisitAction : moveVisitAction, data)
    if (state.status !== 'refused') say('Taken back.')
    else if (before === null) toastRefusal(state)
    else refused(state, { id, one: before, place: before.place })
  }

  async function takeOff(id: string) {
    const visit = visits.find((one) => one.id === id)
    if (visit === undefined) return
    setOpen(null)
    const state = await heard(takeOffVisitAction, form({ id, version: String(visit.version), reason: '' }))
    toastRefusal(state)
    if (state.status !== 'done') return
    const words = `${visit.customer} waits for another day.`
    say(words)
    toast({ message: words })
  }

  function onKeyDown(event: KeyboardEvent<HTMLElement>) {
    const card = event.target instanceof HTMLElement ? event.target.dataset.card : undefined
    if (!edit || card === undefined || event.ctrlKey || event.metaKey || event.altKey) return
    if (carried === null) {
      if (event.key !== ' ') return
      event.preventDefault()
      pickUp(card)
      return
    }
    if (event.key === 'Tab') return putBack()
    const place = carry(carried.place, event.key, view, days, [null, ...people.map((person) => person.id)])
    if (place === null && !['Enter', ' ', 'Escape'].includes(event.key)) return
    event.preventDefault()
    event.stopPropagation()
    if (place !== null) {
      setCarried({ ...carried, place })
      say(placeWords(place, names))
    } else if (event.key === 'Escape') putBack()
    else void drop(carried, carried.place)
  }

  return {
    carried,
    shown,
    said,
    open,
    asked,
    edit,
    moving: onTheWay,
    onKeyDown,
    openVisit: setOpen,
    /** A form for an order's first day, with a place proposed. */
    openOrder: (order: WaitingOrder) => {
      const one = carriedOf(order.id)
      if (one === null || !edit) return
      setAsked({
        id: crypto.randomUUID(),
        order: order.id,
        title: one.name,
        sentence: null,
        place: one.place,
        minutes: one.minutes,
      })
    },
    close: () => {
      setOpen(null)
      setAsked(null)
    },
    /** A form of the board was sent: it closes, and the toast says so. */
    formDone: (state: FormState & { status: 'done' }) => {
      setOpen(null)
      setAsked(null)
      say(state.message ?? '')
      toast({ message: state.message ?? '' })
    },
    takeOff,
    drag: (id: string) => {
      dragged.current = carriedOf(id)
    },
    /** Drops what the pointer holds; without a minute it keeps its time, an order goes after what stands there. */
    dropAt: (day: Day, profile_id: string | null, minute: number | null) => {
      const one = dragged.current
      dragged.current = null
      if (one === null) return
      const there = visits.filter((visit) => visit.day === day && visit.profile_id === profile_id)
      const at = minute ?? (one.kind === 'order' ? freeMinute(there) : one.place.minute)
      void drop(one, { day, profile_id, minute: at })
    },
    dropOnWaiting: () => {
      const one = dragged.current
      dragged.current = null
      if (one?.kind === 'visit') void takeOff(one.id)
    },
  }
}

function send(id: string, one: Carried, place: Place, version: number): Promise<FormState> {
  const data = form({ id, reason: '', note: '' })
  placed(data, place, one.minutes)
  if (one.kind === 'visit') {
    data.set('version', String(version))
    return heard(moveVisitAction, data)
  }
  data.set('work_order_id', one.id)
  return heard(scheduleVisitAction, data)
}

function form(values: Readonly<Record<string, string>>): FormData {
  const data = new FormData()
  for (const [name, value] of Object.entries(values)) data.set(name, value)
  return data
}

function placed(data: FormData, place: Place, minutes: number) {
  data.set('day', place.day)
  data.set('time', clockValue(place.minute))
  data.set('profile_id', place.profile_id ?? '')
  data.set('minutes', String(minutes))
}

const same = (a: Place, b: Place): boolean => a.day === b.day && a.minute === b.minute && a.profile_id === b.profile_id
