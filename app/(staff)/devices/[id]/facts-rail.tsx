import type { ReactNode } from 'react'
import { LinkButton } from '@/app/_ui/button.tsx'
import { Card } from '@/app/_ui/card.tsx'
import { Day } from '@/app/_ui/day.tsx'
import { DescriptionList, type Fact } from '@/app/_ui/description-list.tsx'
import { Money } from '@/app/_ui/money.tsx'
import { TextLink } from '@/app/_ui/text-link.tsx'
import { formatPhone } from '@/lib/customers/phone.ts'
import { type Day as DayText, formatDay } from '@/lib/dates.ts'
import type { DevicePageData } from '@/lib/devices/device-page.ts'
import { addressWords, makeWords, serialWords, typeInFull, typeWords } from '@/lib/devices/device-words.ts'
import { HAZARD_WORDS, STATUS_WORDS, USE_WORDS, wordFor } from '@/lib/devices/words.ts'
import { dueWords } from '../due-state.tsx'
import { PhotoCard } from './photo-card.tsx'

/** The rail beside the history: what is planned, picture, plate, place, books, and what else stands there. */
export function FactsRail({
  data,
  today,
  edit,
  prices,
  planned,
  children,
}: {
  data: DevicePageData
  today: DayText
  edit: boolean
  prices: boolean
  planned: ReactNode
  /** Stands after the facts. */
  children?: ReactNode
}) {
  const { device, location, customer } = data
  return (
    <aside aria-label="Facts" className="grid content-start gap-4">
      {planned}
      <PhotoCard id={device.id} fileId={device.photo_file_id} edit={edit} />
      <Card
        title="Assembly"
        id="facts"
        actions={
          edit ? (
            <LinkButton href={`/devices/${device.id}/edit`} variant="quiet">
              Edit
            </LinkButton>
          ) : undefined
        }
      >
        <DescriptionList facts={plateFacts(data)} />
      </Card>
      <Card title="Site" id="site">
        <DescriptionList
          facts={[
            {
              label: 'Customer',
              value: <TextLink href={`/customers/${customer.id}`}>{customer.name}</TextLink>,
            },
            {
              label: 'Address',
              value: (
                <TextLink href={`/locations/${location.id}`}>
                  {addressWords(location)} {location.zip ?? ''}
                </TextLink>
              ),
            },
            { label: 'Place', value: device.location_on_site },
            { label: 'Access', value: location.access_notes },
            {
              label: 'Phone',
              value:
                customer.phone === null ? null : (
                  <a className="link" href={`tel:${customer.phone.replace(';ext=', ',')}`}>
                    {formatPhone(customer.phone)}
                  </a>
                ),
            },
          ]}
        />
      </Card>
      <Card title="Books" id="books">
        <DescriptionList
          facts={[
            { label: 'Account', value: device.account_no, figures: true },
            { label: 'Meter', value: device.meter_no, figures: true },
            { label: 'Old id', value: device.external_id, figures: true },
            ...(prices || device.price_cents !== null
              ? [{ label: 'Price', value: device.price_cents === null ? null : <Money cents={device.price_cents} /> }]
              : []),
            {
              label: 'Notes',
              value: device.notes === null ? null : <span className="whitespace-pre-line">{device.notes}</span>,
            },
          ]}
        />
      </Card>
      {children}
      {data.also_here.length === 0 ? null : (
        <Card title="Also here" id="also-here">
          <ul className="grid gap-2">
            {data.also_here.map((other) => (
              <li key={other.id} className="grid">
                <span>
                  <TextLink href={`/devices/${other.id}`}>
                    {typeWords(other.type)} {serialWords(other.serial)}
                  </TextLink>
                </span>
                <span className="text-sm text-ink-3">
                  {other.district_due_on !== null && other.compliance === 'CURRENT'
                    ? `Due ${formatDay(other.district_due_on)}`
                    : dueWords(other, today)}
                  {other.location_on_site === null ? '' : `, ${other.location_on_site}`}
                </span>
              </li>
            ))}
          </ul>
        </Card>
      )}
    </aside>
  )
}

function plateFacts({ device, replaced_by, replaces }: DevicePageData): Fact[] {
  const inches = (size: string | null) => (size === null ? null : `${size} in`)
  const hasBypass = [device.bypass_serial, device.bypass_model, device.bypass_manufacturer].some(
    (part) => part !== null,
  )
  return [
    { label: 'Type', value: typeInFull(device.type) },
    { label: 'Make', value: makeWords(device) },
    { label: 'Size', value: inches(device.size), figures: true },
    { label: 'Serial', value: device.serial, figures: true },
    ...(hasBypass
      ? [
          {
            label: 'Bypass',
            value: makeWords({ manufacturer: device.bypass_manufacturer, model: device.bypass_model }),
          },
          { label: 'Bypass size', value: inches(device.bypass_size), figures: true },
          { label: 'Bypass serial', value: device.bypass_serial, figures: true },
        ]
      : []),
    { label: 'Status', value: wordFor(STATUS_WORDS, device.status) },
    ...(replaced_by === null
      ? []
      : [
          {
            label: 'Replaced by',
            value: <TextLink href={`/devices/${replaced_by.id}`}>{serialWords(replaced_by.serial)}</TextLink>,
          },
        ]),
    ...(replaces === null
      ? []
      : [
          {
            label: 'Replaces',
            value: <TextLink href={`/devices/${replaces.id}`}>{serialWords(replaces.serial)}</TextLink>,
          },
        ]),
    { label: 'Tag', value: device.tag_no, figures: true },
    { label: 'Serves', value: device.serves },
    { label: 'Hazard', value: wordFor(HAZARD_WORDS, device.hazard) },
    { label: 'Use', value: wordFor(USE_WORDS, device.use) },
    {
      label: 'Containment',
      value:
        device.containment === null ? null : device.containment ? 'Yes, protects the main' : 'No, isolation inside',
    },
    ...(device.non_potable_supply ? [{ label: 'Water', value: 'Non-potable supply' }] : []),
    { label: 'Installed', value: device.installed_on === null ? null : <Day day={device.installed_on} /> },
    ...(device.interval_months === null
      ? []
      : [
          {
            label: 'Own interval',
            value: device.interval_months === 1 ? '1 month' : `${device.interval_months} months`,
          },
        ]),
  ]
}
