import { functionRule, memberCalls, offered, outsiderCalls, serverCalls, twinCalls } from './function-probes.ts'
import type { Mutant } from './mutants.ts'
import type { Probe } from './probe.ts'
import { reachOf } from './reach.ts'
import { nuances } from './nuance-probes.ts'
import { objectProbes, sharedProbes } from './shared-probes.ts'
import { keyProbes, outsiderProbes, twinProbes } from './table-probes.ts'
import { branchCalls, branchProbes } from './branch-probes.ts'
import { memberProbes } from './member-probes.ts'
import { viewProbes } from './view-probes.ts'
import type { View } from './catalogue.ts'
import { watchQuery } from './watch.ts'
import { tableIn, type World } from './world.ts'

/** Probes asked together, and what is watched meanwhile. */
export type Chunk = { probes: () => Probe[]; watch: string | null }
/** What is asked of a mutant until something is noticed; `twins` are compared with and without the victim. */
export type Plan = { chunks: Chunk[]; twins: Chunk[] }

/** Where everything rests on one function, a few kinds of each are asked instead of all. */
const FEW_TABLES = ['customers', 'saved_views', 'files', 'people', 'districts']
const FEW_FUNCTIONS = [
  'device_prices',
  'find_anything',
  'remove_member',
  'allow_signing',
  'my_context',
  'choose_company',
  'record_test',
  'commit_import',
]
const OUTSIDERS_OF_CALLS = [
  'rival admin',
  'removed admin',
  'signed-out admin',
  'erased admin',
  'manager of two',
  'victim technician',
]

/** The probes that could notice this mutant, the likeliest first. */
export function planFor(world: World, mutant: Mutant): Plan {
  const { place } = mutant
  if (place.kind === 'none' || place.kind === 'routine') return { chunks: [], twins: [] }
  if (place.kind === 'view')
    return {
      chunks: [{ probes: once(`view ${place.name}`, () => viewProbes(world, viewIn(world, place.name))), watch: null }],
      twins: [],
    }
  if (place.kind === 'objects') return { chunks: [objects(world)], twins: [] }
  if (place.kind === 'table')
    return { chunks: tableChunks(world, place.name, watchQuery(world, [place.name])), twins: [] }
  const reach = reachOf(world.catalogue, place.routine)
  const wide = reach.functions.size > 12
  const routines = offered(world).filter(
    (routine) => reach.functions.has(routine.name) && (!wide || FEW_FUNCTIONS.includes(routine.name)),
  )
  const tables = [...reach.tables].filter((name) => !wide || FEW_TABLES.includes(name))
  const watched = watchQuery(world)
  const all = tables.flatMap((name) =>
    tableChunks(world, name, place.routine.trigger ? watched : watchQuery(world, [name])),
  )
  const watchOf = (name: string): string | null => (functionRule(name).writes ? watched : null)
  return {
    chunks: [
      {
        probes: once(`nuances of ${place.routine.name}`, () =>
          nuances(world)
            .filter((one) => one.leansOn.includes(place.routine.name))
            .map((one) => one.probe),
        ),
        watch: watched,
      },
      ...(wide ? all : []),
      ...routines.map((routine) => ({
        probes: once(`members ${routine.name}`, () => [
          ...twinCalls(world, routine),
          ...branchCalls(world, routine),
          ...memberCalls(world, routine),
          ...serverCalls(world, routine),
        ]),
        watch: watchOf(routine.name),
      })),
      ...(wide ? [] : all),
      ...(reach.objects ? [objects(world)] : []),
      ...routines.map((routine) => ({
        probes: once(`outsiders ${routine.name}`, () => outsiderCalls(world, routine, OUTSIDERS_OF_CALLS)),
        watch: watchOf(routine.name),
      })),
    ],
    twins: [
      ...routines.map((routine) => ({
        probes: once(`twins ${routine.name}`, () => twinCalls(world, routine)),
        watch: watchOf(routine.name),
      })),
      ...tables.map((name) => ({ probes: once(`twins of ${name}`, () => twinsOf(world, name)), watch: watched })),
    ],
  }
}

const objects = (world: World): Chunk => ({
  probes: once('objects', () => objectProbes(world)),
  watch: watchQuery(world, ['objects']),
})

function tableChunks(world: World, name: string, watch: string): Chunk[] {
  const table = tableIn(world, name)
  if (table.tenantKey === undefined) return [{ probes: once(`shared ${name}`, () => sharedProbes(world, name)), watch }]
  return [
    {
      probes: once(`members of ${name}`, () => [
        ...branchProbes(world, table),
        ...memberProbes(world, table),
        ...twinProbes(world, table),
      ]),
      watch,
    },
    { probes: once(`keys of ${name}`, () => keyProbes(world, table)), watch: null },
    { probes: once(`outsiders of ${name}`, () => outsiderProbes(world, table)), watch },
  ]
}

function twinsOf(world: World, name: string): Probe[] {
  const table = tableIn(world, name)
  return table.tenantKey === undefined ? [] : twinProbes(world, table)
}

/** Building probes takes longer than asking them; what they ask stays the same. */
const built = new Map<string, Probe[]>()
function once(key: string, build: () => Probe[]): () => Probe[] {
  return () => {
    const probes = built.get(key) ?? build()
    built.set(key, probes)
    return probes
  }
}

function viewIn(world: World, name: string): View {
  const view = world.catalogue.views.find((one) => one.name === name)
  if (!view) throw new Error(`There is no view ${name}.`)
  return view
}
