import type { ReactNode } from 'react'
import { BrandMark } from '@/app/_ui/brand.tsx'

/** The frame of the portal's door: one column, one thing to do. */
export default function DoorLayout({ children }: { children: ReactNode }) {
  return (
    <main className="mx-auto grid min-h-dvh w-full max-w-[26rem] content-center gap-6 px-4 py-10">
      <p className="flex items-center gap-2 text-lg font-semibold">
        <span className="text-link">
          <BrandMark size={24} />
        </span>
        FlowTrack Pro
      </p>
      {children}
    </main>
  )
}
