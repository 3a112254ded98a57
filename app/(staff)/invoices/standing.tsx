import { Badge, type Tone } from '@/app/_ui/badge.tsx'
import { wordFor } from '@/lib/devices/words.ts'
import { INVOICE_STANDINGS } from '@/lib/invoices/words.ts'

const TONES: Readonly<Record<string, Tone>> = {
  draft: 'muted',
  sent: 'info',
  partly_paid: 'due',
  paid: 'pass',
  credited: 'muted',
  void: 'muted',
}

/** Where an invoice stands; late when something is open past its day. */
export function Standing({ standing, late = false }: { standing: string; late?: boolean }) {
  if (late) return <Badge tone="overdue">{standing === 'partly_paid' ? 'Partly paid, late' : 'Late'}</Badge>
  return <Badge tone={TONES[standing] ?? 'muted'}>{wordFor(INVOICE_STANDINGS, standing)}</Badge>
}
