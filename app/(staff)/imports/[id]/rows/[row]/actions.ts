'use server'

import { revalidatePath } from 'next/cache'
import { z } from 'zod'
import { formAction } from '@/lib/action.ts'
import { correctImportRow } from '@/lib/imports/correct-import-row.ts'

const correctSchema = z.object({
  import_id: z.uuid(),
  row: z.coerce.number().int().positive(),
  field: z.string().min(1).max(80),
  text: z.string().max(4000, 'This is longer than any field holds.'),
})

/** One value of a row as a person typed it. */
export const correctRowAction = formAction(
  'correctImportRow',
  'imports:write',
  correctSchema,
  async (context, input) => {
    const { db, company } = context
    const by = { db, state: company.state, timeZone: company.time_zone }
    const correction = { importId: input.import_id, rowNo: input.row, field: input.field, text: input.text.trim() }
    const done = await correctImportRow(by, correction)
    if (!done.ok) return done
    revalidatePath(`/imports/${input.import_id}`)
    const message = done.value.open ? 'Taken. The row still needs a look.' : 'Taken. The row is ready.'
    return { status: 'done' as const, message }
  },
)
