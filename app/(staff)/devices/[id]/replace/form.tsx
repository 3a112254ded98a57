'use client'

import { LinkButton } from '@/app/_ui/button.tsx'
import { FormErrorSummary } from '@/app/_ui/form-error-summary.tsx'
import { useFormAction } from '@/app/_ui/heard.ts'
import { SubmitButton } from '@/app/_ui/submit-button.tsx'
import { replaceDeviceAction } from '../../actions.ts'
import { shownOf } from '../../form-values.ts'
import { type Catalogue, PlateFields } from '../../plate-fields.tsx'

/** The plate of the assembly that went in. */
export function ReplaceForm({
  id,
  newId,
  onFile,
  catalogue,
}: {
  id: string
  newId: string
  onFile: Readonly<Record<string, string>>
  catalogue: Catalogue
}) {
  const [state, action] = useFormAction(replaceDeviceAction)
  const shown = shownOf(state, onFile)
  return (
    <form action={action} className="grid max-w-[44rem] gap-6">
      {state.status === 'refused' ? <FormErrorSummary message={state.message} errors={shown.errors} /> : null}
      <input type="hidden" name="id" value={id} />
      <input type="hidden" name="new_id" value={newId} />
      <PlateFields id={newId} catalogue={catalogue} shown={shown} installedRequired />
      <div className="flex gap-2">
        <SubmitButton pending="Saving">Replace it</SubmitButton>
        <LinkButton href={`/devices/${id}`}>Cancel</LinkButton>
      </div>
    </form>
  )
}
