'use client'

import { FileInput } from '@/app/(staff)/file-input.tsx'
import { FormErrorSummary } from '@/app/_ui/form-error-summary.tsx'
import { useFormAction } from '@/app/_ui/heard.ts'
import { SubmitButton } from '@/app/_ui/submit-button.tsx'
import { DateInput, TextInput } from '@/app/_ui/text-input.tsx'
import { shownState } from '@/lib/accounts/shown-state.ts'
import { SavedMark } from '../../settings/saved-mark.tsx'
import { recordCalibrationAction } from '../actions.ts'

/** An accuracy check, with its certificate if it is at hand. `latest` is the last day it may name. */
export function CalibrationForm({ gaugeId, latest }: { gaugeId: string; latest: string }) {
  const [state, send] = useFormAction(recordCalibrationAction)
  const { values, errors, message } = shownState(state)
  return (
    <form action={send} className="grid gap-4" noValidate>
      <FormErrorSummary message={message} errors={errors} />
      <input type="hidden" name="gauge_id" value={gaugeId} />
      <div className="grid items-start gap-4 sm:grid-cols-2">
        <DateInput
          label="Day of the check"
          name="calibrated_on"
          max={latest}
          required
          defaultValue={values.calibrated_on}
          error={errors.calibrated_on}
        />
        <TextInput
          label="Largest error"
          name="max_error"
          unit="psid"
          inputMode="decimal"
          optional
          autoComplete="off"
          defaultValue={values.max_error}
          error={errors.max_error}
          help="As found, whichever way it was off."
        />
        <TextInput label="Laboratory" name="lab" optional defaultValue={values.lab} error={errors.lab} />
        <TextInput
          label="Certificate no."
          name="certificate_no"
          optional
          autoComplete="off"
          defaultValue={values.certificate_no}
          error={errors.certificate_no}
        />
      </div>
      <FileInput
        kind="certificate"
        label="Certificate"
        name="file"
        accept="application/pdf,image/png,image/jpeg,image/webp"
        optional
        error={errors.file}
        help="A PDF or a photo of it, up to 10 MB."
      />
      <div className="flex flex-wrap items-center gap-3">
        <SubmitButton pending="Saving">Record the calibration</SubmitButton>
        <SavedMark state={state} />
      </div>
    </form>
  )
}
