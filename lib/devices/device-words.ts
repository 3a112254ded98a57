import { ASSEMBLIES, assemblyLabel, isAssemblyType } from '../backflow/assembly.ts'

/** The parts of an assembly that name it. */
export type DevicePlate = {
  serial?: string | null
  type: string
  manufacturer?: string | null
  model?: string | null
  size?: string | null
}

/** The serial, or that there is none. */
export function serialWords(serial: string | null | undefined): string {
  return serial === null || serial === undefined || serial === '' ? 'No serial' : serial
}

/** 'RP', 'DCDA II': the short name of a type. */
export function typeWords(type: string): string {
  return isAssemblyType(type) ? ASSEMBLIES[type].short : type
}

/** 'RP, reduced pressure principle assembly'. */
export function typeInFull(type: string): string {
  return isAssemblyType(type) ? assemblyLabel(type) : type
}

/** 'Wilkins 975XL2'; what is not on file is left out. */
export function makeWords({ manufacturer, model }: Pick<DevicePlate, 'manufacturer' | 'model'>): string {
  return [manufacturer, model].filter((part) => part !== null && part !== undefined && part !== '').join(' ')
}

/** 'RP · Wilkins 975XL2 · 3/4 in'. */
export function plateWords(plate: DevicePlate): string {
  const size = plate.size === null || plate.size === undefined || plate.size === '' ? '' : `${plate.size} in`
  return [typeWords(plate.type), makeWords(plate), size].filter((part) => part !== '').join(' · ')
}

/** '12 Dock St, Jupiter'. */
export function addressWords(place: { line1: string; line2?: string | null; city?: string | null }): string {
  return [place.line1, place.line2, place.city]
    .filter((part) => part !== null && part !== undefined && part !== '')
    .join(', ')
}
