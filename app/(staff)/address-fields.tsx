import { TextInput } from '@/app/_ui/text-input.tsx'

type Box = (name: string) => { name: string; defaultValue: string | undefined; error: string | undefined }

/** Street, city, state and zip. */
export function AddressFields({ box, legend, street }: { box: Box; legend: string; street?: boolean }) {
  return (
    <fieldset className="grid gap-4">
      <legend className="mb-2 text-lg font-semibold">{legend}</legend>
      <TextInput
        {...box('line1')}
        label="Street"
        required={street}
        optional={!street}
        maxLength={160}
        autoComplete="off"
      />
      <TextInput {...box('line2')} label="Unit or building" optional maxLength={160} autoComplete="off" />
      <div className="grid grid-cols-[minmax(0,1fr)_4.5rem_8rem] items-start gap-4">
        <TextInput {...box('city')} label="City" maxLength={80} autoComplete="off" />
        <TextInput {...box('state')} label="State" maxLength={2} autoComplete="off" />
        <TextInput {...box('zip')} label="Zip" maxLength={10} inputMode="numeric" autoComplete="off" />
      </div>
    </fieldset>
  )
}
