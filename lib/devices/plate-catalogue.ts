import { ASSEMBLIES, ASSEMBLY_TYPES, assemblyLabel } from '../backflow/assembly.ts'
import { MANUFACTURERS } from '../backflow/catalogue.ts'
import { CATALOGUE } from '../backflow/catalogue-data.ts'
import { NOMINAL_SIZES } from '../backflow/size.ts'

/** What a form offers while a plate is typed. */
export const PLATE_CATALOGUE = {
  types: ASSEMBLY_TYPES.map((value) => ({ value, label: assemblyLabel(value) })),
  twoSerials: ASSEMBLY_TYPES.filter((type) => ASSEMBLIES[type].detector === 'TYPE_I'),
  makers: MANUFACTURERS.map(({ name }) => name),
  models: [...new Set(CATALOGUE.map(({ model }) => model))],
  sizes: [...NOMINAL_SIZES],
}
