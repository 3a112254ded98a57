import { GAUGE_MODELS } from '@/lib/gauges/gauge-models.ts'
import { GAUGE_KINDS, WATER_CLASSES } from '@/lib/gauges/schema.ts'

/** What the gauge form offers; every box takes other text too. */
export const GAUGE_CHOICES = {
  makers: [...new Set(GAUGE_MODELS.map(({ manufacturer }) => manufacturer))],
  models: GAUGE_MODELS.flatMap(({ model }) => (model === null ? [] : [model])),
  kinds: GAUGE_KINDS,
  waters: WATER_CLASSES,
}

export function wordOf(options: readonly { value: string; label: string }[], value: string): string {
  return options.find((option) => option.value === value)?.label ?? value
}
