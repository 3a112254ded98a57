import { DescriptionList, type Fact } from '@/app/_ui/description-list.tsx'
import { formatPhone } from '@/lib/customers/phone.ts'

export type AccessPlace = {
  contact_name: string | null
  contact_phone: string | null
  gate_code: string | null
  alarm_phone: string | null
  fire_phone: string | null
}

/** Who opens, the gate code (for those who may know it), and whom to call before and after a fire line is shut. */
export function AccessFacts({ place }: { place: AccessPlace }) {
  const facts: Fact[] = [
    { label: 'Contact', value: place.contact_name },
    { label: 'Phone', value: <PhoneLink phone={place.contact_phone} /> },
    { label: 'Gate code', value: place.gate_code, figures: true },
    { label: 'Alarm company', value: <PhoneLink phone={place.alarm_phone} /> },
    { label: 'Fire department', value: <PhoneLink phone={place.fire_phone} /> },
  ]
  const known = [place.contact_name, place.contact_phone, place.gate_code, place.alarm_phone, place.fire_phone]
  const shown = facts.filter((_, index) => known[index] !== null)
  return shown.length === 0 ? null : <DescriptionList facts={shown} />
}

function PhoneLink({ phone }: { phone: string | null }) {
  return phone === null ? null : (
    <a className="link" href={`tel:${phone.replace(';ext=', ',')}`}>
      {formatPhone(phone)}
    </a>
  )
}
