import type { ReactNode } from 'react'
import { BrandMark } from './brand.tsx'

/** A page with one thing to say: not found, a fault. What happened, what was kept, what to do. */
export function PlainPage({ title, children, actions }: { title: string; children: ReactNode; actions?: ReactNode }) {
  return (
    <main className="mx-auto grid min-h-[70dvh] max-w-form content-center justify-items-start gap-4 px-4 py-12">
      <span className="text-link">
        <BrandMark size={28} />
      </span>
      <div className="grid gap-2">
        <h1 className="text-xl font-semibold">{title}</h1>
        <div className="grid max-w-prose gap-2 text-ink-2">{children}</div>
      </div>
      {actions === undefined ? null : <div className="flex flex-wrap gap-2">{actions}</div>}
    </main>
  )
}
