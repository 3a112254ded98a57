'use client'

import { Select } from '@/app/_ui/select.tsx'
import { TextInput } from '@/app/_ui/text-input.tsx'

type Box = (name: string) => { name: string; defaultValue: string; error: string | undefined }

const NUMBERS = [
  ['rvMin', 'Relief valve opens at'],
  ['rpCv1Min', 'RP check 1 holds'],
  ['rpCv2Min', 'RP check 2 holds in flow'],
  ['dcCheckMin', 'DC checks hold'],
  ['airInletMin', 'Air inlet opens at'],
  ['vbCheckMin', 'Vacuum breaker check holds'],
  ['bypassCheckMin', 'Bypass check, Type II'],
] as const

/** Single numbers of the profile, replaced for this purveyor. An empty box keeps the profile's own, shown inside it. */
export function NumberFields({
  box,
  numbers,
  bufferMin,
}: {
  box: Box
  numbers: Readonly<Record<string, string>>
  bufferMin: string
}) {
  const names = [
    ...NUMBERS.map(([name]) => name),
    'bufferMode',
    'bufferMin',
    'airInletFullyOpenAsked',
    'badInstallFails',
  ]
  const open = names.some((name) => box(name).defaultValue !== '' || box(name).error !== undefined)
  return (
    <details open={open || undefined}>
      <summary className="link w-fit cursor-pointer">Single numbers and questions</summary>
      <div className="grid items-start gap-4 pt-4 sm:grid-cols-2">
        {NUMBERS.map(([name, label]) => (
          <TextInput
            key={name}
            label={label}
            unit="psid"
            inputMode="decimal"
            optional
            autoComplete="off"
            placeholder={numbers[name]?.replace(' psid', '') ?? ''}
            {...box(name)}
          />
        ))}
        <Select
          key={`mode ${box('bufferMode').defaultValue}`}
          label="Buffer (check 1 minus relief)"
          placeholder={`As the profile: ${numbers.bufferMode ?? ''}`}
          options={[
            { value: 'off', label: 'Not judged' },
            { value: 'warn', label: 'A warning below' },
            { value: 'fail', label: 'Fails below' },
          ]}
          {...box('bufferMode')}
        />
        <TextInput
          label="Buffer at least"
          unit="psid"
          inputMode="decimal"
          optional
          autoComplete="off"
          placeholder={bufferMin}
          {...box('bufferMin')}
        />
        <Select
          key={`inlet ${box('airInletFullyOpenAsked').defaultValue}`}
          label="Air inlet opened fully"
          placeholder={`As the profile: ${numbers.airInletFullyOpenAsked ?? ''}`}
          options={[
            { value: 'yes', label: 'Must be answered' },
            { value: 'no', label: 'May be left blank' },
          ]}
          {...box('airInletFullyOpenAsked')}
        />
        <Select
          key={`install ${box('badInstallFails').defaultValue}`}
          label="Installation not to code"
          placeholder={`As the profile: ${numbers.badInstallFails ?? ''}`}
          options={[
            { value: 'yes', label: 'Fails the test' },
            { value: 'no', label: 'Noted only' },
          ]}
          {...box('badInstallFails')}
        />
      </div>
    </details>
  )
}
