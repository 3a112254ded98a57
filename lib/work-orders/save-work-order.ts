import type { Context } from '../context.ts'
import { ok, type Result, resultOf } from '../errors.ts'
import type { WorkFacts, WorkOrderInput } from './schema.ts'

/** Opens a work order. The id comes from the form: sending it twice gives one. */
export async function addWorkOrder({ db, company }: Context, input: WorkOrderInput): Promise<Result<{ id: string }>> {
  const { error } = await db.from('work_orders').insert({ company_id: company.id, ...input })
  if (error === null || isRepeat(error)) return ok({ id: input.id })
  return resultOf({ data: null, error })
}

/** Corrects what an order says: day, length, water-off window, purchase order, approval, notes. Its place stays. */
export async function correctWorkOrder({ db }: Context, { id, ...facts }: WorkFacts): Promise<Result<{ id: string }>> {
  return resultOf(await db.from('work_orders').update(facts).eq('id', id).is('deleted_at', null).select('id').single())
}

/** Sets where a work order stands. */
export async function setWorkState({ db }: Context, id: string, state: string): Promise<Result<{ id: string }>> {
  return resultOf(
    await db.from('work_orders').update({ state }).eq('id', id).is('deleted_at', null).select('id').single(),
  )
}

const isRepeat = (error: { code: string; message: string }): boolean =>
  error.code === '23505' && /_pkey/.test(error.message)
