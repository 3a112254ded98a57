import type { ReactNode } from 'react'
import { BrandMark } from '@/app/_ui/brand.tsx'

/** The frame of the pages before sign-in: one column, the name of the house, one thing to do. */
export default function AuthLayout({ children }: { children: ReactNode }) {
  return (
    <main className="mx-auto grid min-h-dvh w-full max-w-[26rem] content-center gap-6 px-4 py-10">
      <a data-soft="" href="/" className="flex w-fit items-center gap-2 rounded-md text-lg font-semibold">
        <span className="text-link">
          <BrandMark size={24} />
        </span>
        FlowTrack Pro
      </a>
      {children}
    </main>
  )
}
