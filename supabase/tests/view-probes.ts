import { randomUUID } from 'node:crypto'
import { asRows, literal } from './attempt.ts'
import type { View } from './catalogue.ts'
import type { Probe } from './probe.ts'
import { OUTSIDERS, preyOf, q } from './table-sql.ts'
import type { World } from './world.ts'

/** Views ask with the reader's own rights. */
export function viewProbes(world: World, view: View): Probe[] {
  const relation = `public.${q(view.name)}`
  const victim = world.company('victim')
  const outsiders = OUTSIDERS.flatMap((name): Probe[] => {
    const person = world.person(name)
    const prey = preyOf(person)
    const base = { as: person, protects: [prey], answers: true, writesNothing: true } as const
    return [
      { ...base, name: `${name} reads all of ${view.name}`, expect: 'clean', sql: asRows(`select * from ${relation}`) },
      {
        ...base,
        name: `${name} reads the company's ${view.name}`,
        expect: 'nothing',
        sql: asRows(`select * from ${relation} where company_id = ${literal(world.company(prey).id)}`),
        group: `${name}/${view.name}`,
        ids: [world.company(prey).id],
      },
      {
        ...base,
        name: `${name} reads a random company's ${view.name}`,
        expect: 'nothing',
        sql: asRows(`select * from ${relation} where company_id = ${literal(randomUUID())}`),
        group: `${name}/${view.name}`,
      },
      {
        ...base,
        name: `${name} writes through ${view.name}`,
        expect: 'nothing',
        answers: false,
        sql: `delete from ${relation} where company_id = ${literal(world.company(prey).id)}`,
        codes: ['42501', '55000'],
      },
    ]
  })
  const own = world.company('rival')
  return [
    ...outsiders,
    {
      as: world.person('rival admin'),
      name: `rival admin reads own ${view.name}`,
      expect: 'some',
      answers: true,
      protects: ['victim'],
      sql: asRows(`select * from ${relation} where company_id = ${literal(own.id)}`),
    },
    {
      as: world.person('twin admin'),
      name: `twin admin reads ${view.name}`,
      expect: 'clean',
      answers: true,
      protects: ['victim'],
      sql: asRows(`select * from ${relation} where company_id <> ${literal(victim.id)} or true`),
    },
    {
      as: world.person('rival customer'),
      name: `rival customer reads ${view.name}`,
      expect: 'nothing',
      answers: true,
      protects: ['victim', 'rival'],
      sql: asRows(`select * from ${relation}`),
    },
  ]
}
