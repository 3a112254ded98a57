import type { Sql, TransactionSql } from 'postgres'

const ROLLED_BACK = new Error('rolled back')

/** Runs in a transaction that is taken back, so that the next turn finds the same rows; answers what it measured. */
export async function rolledBack(sql: Sql, run: (tx: TransactionSql) => Promise<number>): Promise<number> {
  let spent = 0
  try {
    await sql.begin(async (tx) => {
      spent = await run(tx)
      throw ROLLED_BACK
    })
  } catch (error) {
    if (error !== ROLLED_BACK) throw error
  }
  return spent
}
