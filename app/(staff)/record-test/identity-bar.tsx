import { ASSEMBLIES } from '@/lib/backflow/assembly.ts'
import type { TestForm } from '@/lib/test-records/queries.ts'

/** Which assembly this is, always in sight: the serials first, then what and whose it is. */
export function IdentityBar({ form }: { form: TestForm }) {
  const { device, location, customer } = form
  const type = form.inForce.conclude.type
  const made = [device.manufacturer, device.model, device.size && `${device.size} in`].filter(Boolean).join(' ')
  const place = [location?.line1, location?.city].filter(Boolean).join(', ')
  const bypass = ASSEMBLIES[type].detector === 'TYPE_I'
  return (
    <div className="sticky top-(--topbar) z-5 -mx-(--gutter) mb-4 grid gap-x-4 border-b border-line bg-canvas px-(--gutter) py-2 sm:grid-cols-[auto_minmax(0,1fr)] sm:items-baseline">
      <p className="flex min-w-0 flex-wrap items-baseline gap-x-2 text-field">
        <a data-soft="" href={`/devices/${device.id}`} className="figures font-semibold wrap-anywhere hover:underline">
          {device.serial ?? 'No serial'}
        </a>
        {bypass ? (
          <span className="text-sm text-ink-2">
            bypass <span className="figures">{device.bypass_serial ?? 'no serial'}</span>
          </span>
        ) : null}
        <span className="min-w-0 truncate text-sm text-ink-2">
          {ASSEMBLIES[type].short} {made}
        </span>
      </p>
      <p
        className="min-w-0 truncate text-sm text-ink-2"
        title={[customer?.name, place, device.location_on_site].filter(Boolean).join(' · ')}
      >
        {customer?.name}
        <span className="text-ink-3">
          {place === '' ? '' : ` · ${place}`}
          {device.location_on_site ? ` · ${device.location_on_site}` : ''}
        </span>
      </p>
    </div>
  )
}
