import { ASSEMBLIES, assemblyLabel, isAssemblyType } from '../backflow/assembly.ts'
import { findManufacturer, findModel } from '../backflow/catalogue.ts'

/** A remark on what was typed. Never a block: the person may know better. `set` is what one press would fill in. */
export type DeviceHint = {
  code: 'maker' | 'model' | 'type' | 'serial'
  sentence: string
  set?: { field: string; value: string; label: string }
  href?: string
}

export type TypedPlate = { type: string; manufacturer: string; model: string }

/** What the catalogue knows about a maker, model and type. Says nothing about what it does not know. */
export function catalogueHints({ type, manufacturer, model }: TypedPlate): DeviceHint[] {
  const hints: DeviceHint[] = []
  const maker = manufacturer.trim() === '' ? null : findManufacturer(manufacturer)
  if (maker?.kind === 'suggest') {
    hints.push({
      code: 'maker',
      sentence:
        maker.why === 'line'
          ? `${manufacturer} is a product line of ${maker.name}.`
          : `Is ${manufacturer} meant to be ${maker.name}?`,
      set: { field: 'manufacturer', value: maker.name, label: `Use ${maker.name}` },
    })
  }
  const makerName = maker === null || maker.kind === 'unknown' ? null : maker.name
  const match = findModel(makerName, model)
  if (match.kind === 'suggest') {
    hints.push({
      code: 'model',
      sentence: `Is ${model} meant to be ${match.model.model}?`,
      set: { field: 'model', value: match.model.model, label: `Use ${match.model.model}` },
    })
  } else if (match.kind === 'other_maker' && match.model.manufacturer !== makerName) {
    hints.push({
      code: 'maker',
      sentence: `${match.model.model} is sold by ${match.model.manufacturer}.`,
      set: { field: 'manufacturer', value: match.model.manufacturer, label: `Use ${match.model.manufacturer}` },
    })
  }
  const types = match.kind === 'unknown' ? [] : match.model.types
  const [first] = types
  if (first === undefined || match.kind === 'unknown') return hints
  const names = types.map((each) => ASSEMBLIES[each].short).join(' or ')
  if (!isAssemblyType(type)) {
    hints.push({
      code: 'type',
      sentence: `${match.model.model} is ${article(names)} ${names}.`,
      ...(types.length === 1 ? { set: { field: 'type', value: first, label: `Use ${assemblyLabel(first)}` } } : {}),
    })
  } else if (!types.includes(type)) {
    hints.push({
      code: 'type',
      sentence: `The catalogue knows ${match.model.model} as ${article(names)} ${names}, not ${article(ASSEMBLIES[type].short)} ${ASSEMBLIES[type].short}. Check the plate.`,
      ...(types.length === 1 ? { set: { field: 'type', value: first, label: `Use ${ASSEMBLIES[first].short}` } } : {}),
    })
  }
  return hints
}

function article(name: string): string {
  // As spoken: an RP, an SVB, an AVB; a DC, a PVB.
  return /^(?:[AEFHILMNORSX][A-Z]|[AEIO])/.test(name) ? 'an' : 'a'
}
