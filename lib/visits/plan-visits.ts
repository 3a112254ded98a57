import { z } from 'zod'
import type { Context } from '../context.ts'
import { dataOf, type Result, ok, resultOf } from '../errors.ts'
import { rulesInForce } from '../test-records/due-inputs.ts'
import { today } from '../dates.ts'
import { isUuid } from '../lists/list-definition.ts'
import { type EarlyCost, earlyCost } from './early-test.ts'

const plannedShape = z.object({ planned: z.number(), sites: z.number(), elsewhere: z.number() })
export type Planned = z.infer<typeof plannedShape>

/** Plans assemblies, those of a site together. The plan's id comes from the page: sending it twice plans once. */
export async function planVisits(
  { db }: Context,
  planId: string,
  deviceIds: readonly string[],
): Promise<Result<Planned>> {
  const result = resultOf(await db.rpc('plan_visits', { p_plan_id: planId, p_device_ids: [...deviceIds] }))
  return result.ok ? ok(plannedShape.parse(result.value)) : result
}

/** Takes a plan back where nobody has been sent yet; gives the number of assemblies that are free again. */
export async function unplanVisits({ db }: Context, planId: string): Promise<Result<number>> {
  return resultOf(await db.rpc('unplan_visits', { p_plan_id: planId }))
}

const text = z.string().nullable()
const plate = {
  id: z.string(),
  type: z.string(),
  serial: text,
  manufacturer: text,
  model: text,
  size: text,
  location_on_site: text,
}
const planShape = z.array(
  z.object({
    id: z.string(),
    state: z.string(),
    minutes: z.number().nullable(),
    due_on: text,
    standing_approval: z.boolean(),
    location_id: z.string(),
    line1: z.string(),
    city: text,
    customer_name: z.string(),
    visit_at: text,
    devices: z.array(z.object({ ...plate, due_on: text, compliance: z.string() })),
    offered: z.array(z.object({ ...plate, due_on: text, compliance: z.string(), due_inputs: z.unknown() })),
  }),
)
type OrderRow = z.infer<typeof planShape>[number]
export type PlannedOrder = Omit<OrderRow, 'offered'> & {
  offered: (Omit<OrderRow['offered'][number], 'due_inputs'> & { cost: EarlyCost })[]
}

/** The orders a plan made, with what else stands at each site and what an early test of it would cost. */
export async function findPlan({ db, company }: Context, planId: string): Promise<PlannedOrder[]> {
  if (!isUuid(planId)) return []
  const day = today(company.time_zone)
  return planShape.parse(dataOf(await db.rpc('plan_page', { p_plan_id: planId }))).map((order) => ({
    ...order,
    offered: order.offered.map(({ due_inputs, ...device }) => ({
      ...device,
      cost: earlyCost(rulesInForce(due_inputs), day),
    })),
  }))
}
