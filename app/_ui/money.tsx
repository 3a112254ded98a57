import { formatCents } from '@/lib/money.ts'

/** An amount of money, always with its cents, in figures that stand under each other. */
export function Money({ cents }: { cents: number }) {
  return <span className="figures">{formatCents(cents)}</span>
}
