/** The readings of an RP as somebody tries them on the home page: a few texts, judged like a real test, kept nowhere. */
import { evaluate, explainVerdict, type Verdict } from './evaluate.ts'
import { isProfileName, type ProfileName, type RuleProfile, RULE_PROFILES } from './profiles.ts'
import { parsePsid } from './psid.ts'
import { buildBlock } from './readings.ts'

export type TryRp = { rv: string; c1: string; c2: string; rules: string }

/** Shown at first: passes by the 10th edition, fails by the 9th, whose buffer is 3.0 psid. */
export const EXAMPLE_RP: TryRp = { rv: '2.6', c1: '5.4', c2: 'tight', rules: 'USC10' }

export type TriedRp = { verdict: Verdict; sentence: string; profile: RuleProfile; errors: { rv?: string; c1?: string } }

/** The verdict on what was typed, rule by rule. What is no reading counts as blank and is said in `errors`. */
export function tryRp({ rv, c1, c2, rules }: TryRp): TriedRp {
  const profile = RULE_PROFILES[isProfileName(rules) ? rules : DEFAULT_RULES]
  const [relief, check1] = [read(rv), read(c1)]
  const block = buildBlock('RP', {
    rvOpenedHundredthsPsid: relief.hundredths,
    cv1HundredthsPsid: check1.hundredths,
    cv2State: c2 === 'tight' || c2 === 'leaked' ? c2 : null,
  })
  const verdict = evaluate('RP', { main: block }, profile)
  return {
    verdict,
    sentence: explainVerdict(verdict, profile),
    profile,
    errors: { ...(relief.error && { rv: relief.error }), ...(check1.error && { c1: check1.error }) },
  }
}

const DEFAULT_RULES: ProfileName = 'USC10'

function read(text: string): { hundredths: number | null; error?: string } {
  const parsed = parsePsid(text)
  if (parsed.ok) return { hundredths: parsed.hundredths }
  return parsed.code === 'blank' ? { hundredths: null } : { hundredths: null, error: parsed.message }
}
