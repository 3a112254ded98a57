'use client'

import { clsx } from 'clsx'
import { useMemo } from 'react'
import { TextLink } from '@/app/_ui/text-link.tsx'
import type { WaitingOrder } from '@/lib/visits/board.ts'
import { orderFace } from './card-face.ts'
import type { BoardHands } from './use-board.ts'

/** More than a screen shows. */
const FIRST_CARDS = 20

/** Orders that wait for a day, the most pressing first; not yet `whole`, those seen first. What is dropped here is taken off the schedule. */
export function WaitingList({
  orders,
  count,
  board,
  whole,
}: {
  orders: readonly WaitingOrder[]
  count: number
  board: BoardHands
  whole: boolean
}) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- takes what is dropped; a button of the visit does it too
    <section
      className="board-waiting"
      aria-labelledby="waiting"
      onDragOver={board.edit ? (event) => event.preventDefault() : undefined}
      onDrop={board.dropOnWaiting}
    >
      <h2 id="waiting" className="text-base font-semibold">
        Waiting for a day <span className="font-normal text-ink-3 tabular-nums">{count > 1000 ? '1,000+' : count}</span>
      </h2>
      {orders.length === 0 ? (
        <p className="text-ink-3">
          Nothing waits. Plan visits from the <TextLink href="/due">due list</TextLink>.
        </p>
      ) : null}
      <ul className="grid gap-2">
        {(whole ? orders : orders.slice(0, FIRST_CARDS)).map((order) => (
          <li key={order.id}>
            <OrderButton
              order={order}
              edit={board.edit}
              carried={board.carried?.id === order.id}
              moving={board.moving.has(order.id)}
              onOpen={board.openOrder}
              onDrag={board.drag}
            />
          </li>
        ))}
      </ul>
      {count > orders.length ? (
        <p className="text-sm text-ink-2">
          The first {orders.length} are shown. <TextLink href="/work-orders">All work orders</TextLink>
        </p>
      ) : null}
    </section>
  )
}

function OrderButton({
  order,
  edit,
  carried,
  moving,
  onOpen,
  onDrag,
}: {
  order: WaitingOrder
  edit: boolean
  carried: boolean
  moving: boolean
  onOpen: (order: WaitingOrder) => void
  onDrag: (id: string) => void
}) {
  const face = useMemo(() => ({ __html: orderFace(order).text }), [order])
  return (
    // oxlint-disable-next-line jsx-a11y/control-has-associated-label -- its words are in the markup
    <button
      type="button"
      data-card={order.id}
      draggable={edit}
      aria-describedby={edit ? 'board-help' : undefined}
      aria-pressed={carried || undefined}
      className={clsx('board-card', carried && 'is-carried')}
      disabled={moving}
      onClick={() => onOpen(order)}
      onDragStart={() => onDrag(order.id)}
      dangerouslySetInnerHTML={face}
    />
  )
}
