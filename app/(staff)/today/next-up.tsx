import { LinkButton } from '@/app/_ui/button.tsx'
import { Section } from '@/app/_ui/card.tsx'
import { Day } from '@/app/_ui/day.tsx'
import { DataTable, NameCell, Td, Th } from '@/app/_ui/table.tsx'
import { TextLink } from '@/app/_ui/text-link.tsx'
import { addressWords, plateWords, serialWords } from '@/lib/devices/device-words.ts'
import type { TodaySummary } from '@/lib/devices/today-summary.ts'
import { DueBadge, DueDay } from '../devices/due-state.tsx'

/** The first lines of what to do: failed ones by their deadline, then by the district's date. */
export function NextUp({ summary }: { summary: TodaySummary }) {
  const { failed_open, overdue, due_soon } = summary.devices
  const total = failed_open + overdue + due_soon
  if (summary.next.length === 0) {
    return (
      <Section title="What to do next" id="next-up">
        <div className="grid justify-items-start gap-3 rounded-md border border-line bg-surface p-4">
          <p className="text-ink-2">Nothing is overdue, failed or due soon. Look ahead to plan the coming weeks.</p>
          <LinkButton href="/due?window=90">Show the next 90 days</LinkButton>
        </div>
      </Section>
    )
  }
  return (
    <Section
      title="What to do next"
      id="next-up"
      actions={<TextLink href="/due">{total > summary.next.length ? `All ${total}` : 'Due list'}</TextLink>}
    >
      <DataTable label="What to do next" cards>
        <thead>
          <tr>
            <Th>Device</Th>
            <Th>Customer and address</Th>
            <Th>By</Th>
            <Th>State</Th>
          </tr>
        </thead>
        <tbody>
          {summary.next.map((device) => (
            <tr key={device.id}>
              <NameCell
                href={`/devices/${device.id}`}
                name={serialWords(device.serial)}
                sub={plateWords(device)}
                figures={device.serial !== null}
              />
              <Td label="Customer" title={`${device.customer_name}, ${addressWords(device)}`}>
                <span className="grid min-w-0 sm:max-w-[clamp(6rem,32vw-18rem,13rem)]">
                  <span className="truncate">{device.customer_name}</span>
                  <span className="sub truncate">{addressWords(device)}</span>
                </span>
              </Td>
              <Td label="By">
                {device.compliance === 'FAILED_OPEN' && device.repair_due_on !== null ? (
                  <Day day={device.repair_due_on} />
                ) : (
                  <DueDay
                    day={device.district_due_on}
                    source={device.district_due_source}
                    assumed={device.due_assumed}
                  />
                )}
              </Td>
              <Td corner>
                <DueBadge of={device} today={summary.today} />
              </Td>
            </tr>
          ))}
        </tbody>
      </DataTable>
    </Section>
  )
}
