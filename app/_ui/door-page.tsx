import type { ReactNode } from 'react'

/** A page before sign-in: what it is for, its form, and where else one may want to go. */
export function DoorPage({
  title,
  lead,
  children,
  foot,
}: {
  title: string
  lead?: ReactNode
  children?: ReactNode
  foot?: ReactNode
}) {
  return (
    <>
      <section className="grid gap-4 rounded-md border border-line bg-surface p-5" aria-labelledby="door-title">
        <div className="grid gap-1">
          <h1 id="door-title" className="text-xl font-semibold">
            {title}
          </h1>
          {lead === undefined ? null : <div className="grid gap-2 text-ink-2">{lead}</div>}
        </div>
        {children}
      </section>
      {foot === undefined ? null : <div className="grid gap-1 text-sm text-ink-2">{foot}</div>}
    </>
  )
}
