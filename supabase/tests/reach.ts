import type { Catalogue, Routine } from './catalogue.ts'

/** What rests on a private function: functions of the API, tables whose policies or triggers ask it, stored objects. */
export type Reach = { functions: Set<string>; tables: Set<string>; objects: boolean }

export function reachOf(catalogue: Catalogue, routine: Routine): Reach {
  const names = new Set([routine.name])
  for (let grew = true; grew; ) {
    grew = false
    for (const other of catalogue.routines) {
      if (other.schema !== 'private' || names.has(other.name)) continue
      if (![...names].some((name) => other.source.includes(`private.${name}(`))) continue
      names.add(other.name)
      grew = true
    }
  }
  const asks = (text: string): boolean => [...names].some((name) => text.includes(`private.${name}(`))
  const policies = catalogue.policies.filter((policy) => asks(`${policy.using ?? ''} ${policy.check ?? ''}`))
  return {
    functions: new Set(
      catalogue.routines.filter((one) => one.schema === 'public' && asks(one.source)).map((one) => one.name),
    ),
    tables: new Set([
      ...policies.filter((policy) => policy.schema === 'public').map((policy) => policy.table),
      ...catalogue.triggers.filter((trigger) => names.has(trigger.routine)).map((trigger) => trigger.table),
    ]),
    objects: policies.some((policy) => policy.schema === 'storage'),
  }
}
