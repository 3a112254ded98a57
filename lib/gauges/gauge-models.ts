/** How a test kit shows the difference (DOMAIN 1.3 G). */
export type GaugeKind = 'differential' | 'duplex' | 'sight_tube'

/** A test kit a gauge record may name; null where the seed list does not say. Free text is always allowed beside it. */
export interface GaugeModel {
  manufacturer: string
  model: string | null
  kind: GaugeKind | null
}

/** Seed list of test kits: general knowledge of the trade, except Dwyer BTK, which stands in its maker's manual. */
export const GAUGE_MODELS: readonly GaugeModel[] = [
  { manufacturer: 'Mid-West', model: '830', kind: 'differential' },
  { manufacturer: 'Mid-West', model: '835', kind: 'differential' },
  { manufacturer: 'Mid-West', model: '845-2', kind: 'differential' },
  { manufacturer: 'Mid-West', model: '845-3', kind: 'differential' },
  { manufacturer: 'Mid-West', model: '845-5', kind: 'differential' },
  { manufacturer: 'Watts', model: 'TK-9A', kind: 'differential' },
  { manufacturer: 'Watts', model: 'TK-99E', kind: 'differential' },
  { manufacturer: 'Watts', model: 'TK-DL', kind: 'differential' },
  { manufacturer: 'Apollo/Conbraco', model: '40-200-TK5', kind: 'differential' },
  { manufacturer: 'Zurn Wilkins', model: 'TG-3', kind: 'differential' },
  { manufacturer: 'Zurn Wilkins', model: 'TG-5', kind: 'differential' },
  { manufacturer: 'Febco/Barton', model: '246', kind: 'differential' },
  { manufacturer: 'Duke', model: null, kind: null },
  { manufacturer: 'Rapid Test', model: null, kind: null },
  { manufacturer: 'Dwyer', model: 'BTK', kind: 'differential' },
]
