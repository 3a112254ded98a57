import { AZ_DISTRICTS } from './district-data-az.ts'
import { CA_DISTRICTS } from './district-data-ca.ts'
import { CO_DISTRICTS } from './district-data-co.ts'
import { FL_DISTRICTS } from './district-data-fl.ts'
import { TX_DISTRICTS } from './district-data-tx.ts'
import type { DistrictRule } from './district-rule.ts'

/** The public rulebook: 80 purveyors in five states, a third-party digest to be re-verified before a district goes live. */
export const DISTRICT_RULES: readonly DistrictRule[] = [
  ...AZ_DISTRICTS,
  ...CA_DISTRICTS,
  ...CO_DISTRICTS,
  ...FL_DISTRICTS,
  ...TX_DISTRICTS,
]
