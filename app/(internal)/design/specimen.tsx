import type { ReactNode } from 'react'

/** A part of the design page. */
export function Part({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  return (
    <section id={id} aria-labelledby={`${id}-title`} className="grid gap-4">
      <h2 id={`${id}-title`} className="border-b border-line pb-1 text-lg font-semibold">
        {title}
      </h2>
      {children}
    </section>
  )
}

/** One component with its name. */
export function Specimen({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="grid min-w-0 content-start gap-2">
      <p className="text-sm text-ink-3">{name}</p>
      <div className="min-w-0">{children}</div>
    </div>
  )
}
