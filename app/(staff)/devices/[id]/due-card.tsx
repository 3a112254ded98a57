import { Card } from '@/app/_ui/card.tsx'
import { Day } from '@/app/_ui/day.tsx'
import { DescriptionList } from '@/app/_ui/description-list.tsx'
import { TextLink } from '@/app/_ui/text-link.tsx'
import { type Day as DayText, formatDay, relativeDay } from '@/lib/dates.ts'
import type { DevicePageData } from '@/lib/devices/device-page.ts'
import type { NextDue } from '@/lib/devices/next-due.ts'
import { LastTest } from '../device-table.tsx'
import { DueSource } from '../due-state.tsx'
import { TargetButton } from './target-button.tsx'

/** When it is due, why then, and what else stands in the calendar. */
export function DueCard({
  data,
  next,
  today,
  edit,
}: {
  data: DevicePageData
  next: NextDue
  today: DayText
  edit: boolean
}) {
  const { device, rule } = data
  const due = device.district_due_on
  const idle = device.compliance === 'NOT_REQUIRED'
  return (
    <Card>
      <div className="grid gap-4 sm:grid-cols-[minmax(0,1fr)_16rem]">
        <div className="grid content-start gap-1">
          <h2 id="next-due" className="text-sm text-ink-3">
            {idle ? 'Due' : 'Next due for the district'}
          </h2>
          <p className="flex flex-wrap items-baseline gap-x-2">
            <span className="text-2xl font-semibold tabular-nums">
              {due === null || idle ? (idle ? 'Nothing' : 'No date') : formatDay(due)}
            </span>
            {due === null || idle ? null : <span className="text-ink-2">{relativeDay(due, today)}</span>}
            {due === null || idle ? null : (
              <DueSource source={device.district_due_source} assumed={device.due_assumed} />
            )}
          </p>
          <p className="max-w-prose text-ink-2">{next.why}</p>
          {rule === null && !idle ? (
            <p className="max-w-prose text-ink-2">
              No purveyor is chosen, so its rule is not known.{' '}
              {edit ? <TextLink href={`/devices/${device.id}/edit`}>Choose the purveyor</TextLink> : null}
            </p>
          ) : null}
        </div>
        <DescriptionList
          className="content-start"
          facts={[
            ...(device.failed_on === null
              ? []
              : [
                  { label: 'Failed', value: <Day day={device.failed_on} /> },
                  {
                    label: 'Repair by',
                    value: device.repair_due_on === null ? null : <Day day={device.repair_due_on} />,
                  },
                ]),
            {
              label: 'Our target',
              value: (
                <span className="inline-flex items-center gap-x-1">
                  {device.our_target_on === null ? (
                    <span className="text-ink-3">None</span>
                  ) : (
                    <Day day={device.our_target_on} />
                  )}
                  {device.our_target_by_hand && device.our_target_on !== null ? (
                    <span className="text-xs text-ink-3">typed</span>
                  ) : null}
                  {edit && !idle ? <TargetButton id={device.id} target={device.our_target_on ?? ''} /> : null}
                </span>
              ),
            },
            { label: 'Last test', value: <LastTest day={device.last_tested_on} result={device.last_result} /> },
            {
              label: 'Purveyor',
              value: rule === null ? null : <TextLink href={`/districts/${rule.id}`}>{rule.name}</TextLink>,
            },
          ]}
        />
      </div>
    </Card>
  )
}
