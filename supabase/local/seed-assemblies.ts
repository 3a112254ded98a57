import type { AssemblyType } from '../../lib/backflow/assembly.ts'
import { sizeThousandths } from '../../lib/backflow/size.ts'
import type { Chance } from './seed-chance.ts'

/** Type, maker, model and size as one real tester's export spreads them (DOMAIN 1.11); the rest fills the other types. */
export type SeedAssembly = {
  type: AssemblyType
  manufacturer: string
  model: string
  size: string
  sizeThousandths: number
  serial: string | null
  bypass: { manufacturer: string; model: string; size: string; serial: string } | null
  serves: string
  use: 'domestic' | 'irrigation' | 'fire' | 'process'
  hazard: 'health' | 'non_health'
}

const TYPES = [
  ['RP', 68],
  ['PVB', 18],
  ['DC', 6],
  ['DCDA', 2],
  ['DCDA2', 2],
  ['RPDA2', 1],
  ['SVB', 2],
  ['AG', 0.5],
  ['AVB', 0.5],
] as const
const MAKERS = [
  ['Zurn Wilkins', 56],
  ['Watts', 27],
  ['Ames', 8],
  ['A.R.I.', 4],
  ['Apollo', 3],
  ['Febco', 2],
] as const
const SIZES = [
  ['1', 37],
  ['3/4', 25],
  ['2', 22],
  ['1-1/2', 5],
  ['4', 4],
  ['1-1/4', 2],
  ['6', 2],
  ['1/2', 2],
  ['3', 1],
] as const

const MODELS: Record<string, Partial<Record<AssemblyType, readonly string[]>>> = {
  'Zurn Wilkins': {
    RP: ['975XL2', '975XL', '375', '375XL'],
    DC: ['950XLT', '350', '350XL'],
    DCDA: ['350DA', '950DA'],
    DCDA2: ['350ADA'],
    RPDA2: ['375ADA'],
    PVB: ['720A', '420'],
    SVB: ['460'],
  },
  Watts: {
    RP: ['LF009', '009M2QT', '909', '919'],
    DC: ['007M2QT', 'LF007', '709'],
    DCDA: ['709DCDA', '007DCDA'],
    DCDA2: ['757DCDA'],
    RPDA2: ['957RPDA'],
    PVB: ['800M4QT', 'LF800M4QT'],
    SVB: ['008PCQT'],
  },
  Ames: {
    RP: ['4000B', 'LF4000B', '4000SS'],
    DC: ['2000B', '2000SS'],
    DCDA: ['3000SS'],
    DCDA2: ['C300'],
    RPDA2: ['C500'],
    PVB: ['A200'],
  },
  'A.R.I.': { RP: ['500'] },
  Apollo: { RP: ['RPLF4A', 'RP4A'], DC: ['DCLF4A'], DCDA: ['DCDA4A'], PVB: ['PVBLF4A'], SVB: ['SVBLF4A'] },
  Febco: { RP: ['825Y', '860'], DC: ['850'], PVB: ['765'] },
}

export function seedAssembly(chance: Chance): SeedAssembly {
  const type = chance.weigh(TYPES)
  const fire = type === 'DCDA' || type === 'DCDA2' || type === 'RPDA2'
  const manufacturer = type === 'AG' ? 'Site built' : type === 'AVB' ? 'Watts' : makerFor(chance, type)
  const model =
    type === 'AG' ? 'Air gap' : type === 'AVB' ? '288A' : chance.pick(MODELS[manufacturer]?.[type] ?? ['009'])
  const size = fire
    ? chance.pick(['4', '6', '8'])
    : chance.weigh(type === 'PVB' || type === 'SVB' ? SIZES.slice(0, 4) : SIZES)
  const use = fire
    ? 'fire'
    : type === 'PVB' || type === 'SVB'
      ? 'irrigation'
      : chance.weigh([
          ['domestic', 5],
          ['irrigation', 4],
          ['process', 1],
        ] as const)
  return {
    type,
    manufacturer,
    model,
    size,
    sizeThousandths: sizeThousandths(size) ?? 1000,
    serial: type === 'AG' || chance.chance(0.005) ? null : serial(chance),
    bypass:
      type === 'DCDA'
        ? {
            manufacturer,
            model: chance.pick(MODELS[manufacturer]?.DC ?? ['950XLT']),
            size: '3/4',
            serial: serial(chance),
          }
        : null,
    serves: serves(chance, use),
    use,
    hazard: type === 'DC' || type === 'DCDA' || type === 'DCDA2' ? 'non_health' : 'health',
  }
}

function makerFor(chance: Chance, type: AssemblyType): string {
  for (;;) {
    const maker = chance.weigh(MAKERS)
    if (MODELS[maker]?.[type] !== undefined) return maker
  }
}

function serial(chance: Chance): string {
  const digits = (count: number): string => Array.from({ length: count }, () => chance.between(0, 9)).join('')
  const letter = (): string => chance.pick('ABCDEGHJKLNPRTVXZ'.split(''))
  return chance.weigh([
    [`${chance.between(1, 6)}${digits(6)}`, 62],
    [`${letter()}${digits(6)}`, 14],
    [`${letter()}${letter()}${letter()}${digits(4)}`, 8],
    [`${letter()}${letter()}-${digits(4)}`, 8],
    [`${digits(5)}${letter()}`, 8],
  ])
}

function serves(chance: Chance, use: SeedAssembly['use']): string {
  switch (use) {
    case 'fire':
      return 'Fire riser'
    case 'irrigation':
      return 'Irrigation'
    case 'process':
      return chance.pick(['Cooling tower', 'Boiler feed', 'Wash bay', 'Car wash'])
    case 'domestic':
      return chance.pick(['Building main', 'Building main', 'Dish machine', 'Ice machine', 'Pool fill'])
  }
}
