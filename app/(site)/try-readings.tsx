import { Button } from '@/app/_ui/button.tsx'
import { PROFILE_NAMES, RULE_PROFILES } from '@/lib/backflow/profiles.ts'
import type { TryRp } from '@/lib/backflow/try-rp.ts'
import { LiveVerdict } from './live-verdict.tsx'
import { VerdictLines } from './verdict-lines.tsx'

const RULES = PROFILE_NAMES.map((name) => [name, RULE_PROFILES[name].label] as const)

/** Readings of an RP to type in, and their verdict by the same rules the app uses. A plain GET form: works without scripts. */
export function TryReadings({ readings }: { readings: TryRp }) {
  return (
    <section
      aria-labelledby="try"
      className="grid gap-6 rounded-lg border border-line bg-surface p-5 sm:p-6 lg:grid-cols-2"
    >
      <form id="try-form" action="/#try" method="get" className="grid content-start gap-4" data-density="field">
        <div className="grid gap-1">
          <h2 id="try" className="scroll-mt-4 text-xl font-semibold">
            Type what the gauge read
          </h2>
          <p className="text-base text-ink-2">
            An RP, judged by the rules the app itself uses. Nothing you type here is kept.
          </p>
        </div>
        <div className="grid gap-3 min-[22.5rem]:grid-cols-2">
          <Reading name="rv" label="Relief opened at" value={readings.rv} />
          <Reading name="c1" label="Check 1 held at" value={readings.c1} />
        </div>
        <fieldset>
          <legend className="mb-1 text-sm font-medium">Check 2 against back-pressure</legend>
          <span className="segmented">
            {(['tight', 'leaked'] as const).map((state) => (
              <label key={state}>
                <input type="radio" name="c2" value={state} defaultChecked={readings.c2 === state} />
                {state === 'tight' ? 'Tight' : 'Leaked'}
              </label>
            ))}
          </span>
        </fieldset>
        <div className="grid gap-1">
          <label htmlFor="try-rules" className="text-sm font-medium">
            The purveyor’s rules
          </label>
          <select id="try-rules" name="rules" className="control" defaultValue={readings.rules}>
            {RULES.map(([name, label]) => (
              <option key={name} value={name}>
                {label}
              </option>
            ))}
          </select>
        </div>
        <Button type="submit" className="justify-self-start">
          Judge these readings
        </Button>
      </form>
      <output
        htmlFor="try-form"
        aria-live="polite"
        className="block min-h-64 rounded-md bg-sunken p-4 lg:border-s lg:border-line"
      >
        <LiveVerdict form="try-form">
          <VerdictLines readings={readings} />
        </LiveVerdict>
      </output>
    </section>
  )
}

function Reading({ name, label, value }: { name: string; label: string; value: string }) {
  return (
    <div className="grid gap-1">
      <label htmlFor={`try-${name}`} className="text-sm font-medium">
        {label}
      </label>
      <div className="reading-box">
        <input
          id={`try-${name}`}
          name={name}
          type="text"
          inputMode="decimal"
          autoComplete="off"
          maxLength={12}
          defaultValue={value}
        />
        <span className="reading-unit" aria-hidden="true">
          psid
        </span>
      </div>
    </div>
  )
}
