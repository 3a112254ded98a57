'use client'

import { useState } from 'react'
import { Badge } from '@/app/_ui/badge.tsx'
import { Button } from '@/app/_ui/button.tsx'
import { Combobox } from '@/app/_ui/combobox.tsx'
import { FormErrorSummary } from '@/app/_ui/form-error-summary.tsx'
import { Segmented } from '@/app/_ui/radio-group.tsx'
import { ReadingInput } from '@/app/_ui/reading-input.tsx'
import { SignaturePad } from '@/app/_ui/signature-pad.tsx'
import { parsePsid } from '@/lib/backflow/psid.ts'

export function FieldDemo() {
  const [check1, setCheck1] = useState('4.8')
  const read = parsePsid(check1)
  const fails = read.ok && read.hundredths < 500
  return (
    <div data-density="field" className="grid gap-4 rounded-lg border border-line bg-surface p-4">
      <div className="grid gap-4 sm:grid-cols-2">
        <ReadingInput
          name="rv"
          label="Relief opened at"
          limitHundredths={200}
          lastHundredths={240}
          lastNote="Mar 4, 2026"
          defaultValue="2.4"
          state="pass"
          verdict="Opened at 2.4 psid."
        />
        <ReadingInput
          name="cv1"
          label="Check 1 held"
          limitHundredths={500}
          lastHundredths={620}
          lastNote="Mar 4, 2026"
          value={check1}
          onValueChange={setCheck1}
          state={read.ok ? (fails ? 'fail' : 'pass') : undefined}
          verdict={
            read.ok ? (fails ? 'Check 1 must hold at least 5.0 psid.' : `Check 1 held ${check1} psid.`) : undefined
          }
        />
        <ReadingInput
          name="cv2"
          label="Check 2 held"
          limitHundredths={100}
          defaultValue="55"
          state="warn"
          verdict="55.0 psid is beyond the gauge. Did you mean 5.5?"
        />
        <ReadingInput name="buffer" label="Line pressure" unit="psi" optional />
      </div>
      <Segmented
        name="cv2_tight"
        label="Check 2"
        defaultValue="tight"
        options={[
          { value: 'tight', label: 'Closed tight' },
          { value: 'leaked', label: 'Leaked' },
        ]}
      />
      <SignaturePad name="signature" label="Signature" typedName="Luis Ortega" />
      <div className="flex flex-wrap items-center justify-between gap-3 border-t border-line pt-4">
        <Badge tone={fails ? 'fail' : 'pass'} large>
          {fails ? 'Fail' : 'Pass'}
        </Badge>
        <Button variant="primary">Sign the record</Button>
      </div>
    </div>
  )
}

export function ErrorDemo() {
  const [shown, setShown] = useState(false)
  return (
    <div className="grid justify-items-start gap-2">
      <Button onClick={() => setShown(!shown)}>{shown ? 'Hide' : 'Show'} the summary</Button>
      {shown ? (
        <FormErrorSummary
          labels={{ bad: 'Zip', serial: 'Serial' }}
          errors={{
            bad: 'A zip has five digits, such as 33477.',
            serial: 'This serial is already on file at 12 Dock St. Open it, or keep both.',
          }}
        />
      ) : null}
    </div>
  )
}

const CUSTOMERS = ['Abe', 'Oceanview Apartments', 'Palm Grove Fire Protection', 'St. Mark Church'].map(
  (label, index) => ({
    value: String(index),
    label,
    detail: ['Tequesta', 'Juno Beach', 'Riviera Beach', 'Jupiter'][index] ?? '',
  }),
)

export function FinderDemo() {
  return (
    <Combobox
      name="customer"
      label="Customer"
      options={CUSTOMERS}
      placeholder="Type a name or town"
      className="max-w-form"
    />
  )
}
