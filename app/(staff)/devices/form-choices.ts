import { SERVES } from '@/lib/backflow/serves.ts'
import { addressWords } from '@/lib/devices/device-words.ts'
import type { DeviceFormData } from '@/lib/devices/device-page.ts'
import { PLATE_CATALOGUE } from '@/lib/devices/plate-catalogue.ts'
import { CHOSEN_STATUSES, HAZARD_WORDS, HAZARDS, STATUS_WORDS, USE_WORDS, USES } from '@/lib/devices/words.ts'
import { choices, namedChoices } from '@/lib/lists/filter-choices.ts'

/** Everything a device form offers to choose from. */
export function formChoices({ districts, location }: DeviceFormData) {
  return {
    districts: namedChoices(districts),
    statuses: choices(CHOSEN_STATUSES, STATUS_WORDS),
    hazards: choices(HAZARDS, HAZARD_WORDS),
    uses: choices(USES, USE_WORDS),
    serves: SERVES,
    catalogue: PLATE_CATALOGUE,
    location:
      location === null
        ? undefined
        : { value: location.id, label: addressWords(location), detail: location.customer_name },
  }
}
