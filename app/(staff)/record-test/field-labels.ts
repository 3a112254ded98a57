const LABELS: Readonly<Record<string, string>> = {
  tested_on: 'Day of the test',
  line_pressure_psi: 'Line pressure',
  gauge_id: 'Gauge',
  licence_id: 'Licence',
  repairs_text: 'Repairs',
  certified_result: 'Result',
  certify_reason: 'Reason',
  override_reason: 'Reason to sign',
  supersede_reason: 'What was wrong',
  signature: 'Signature',
  installed_per_code: 'Installed to code',
  non_potable_supply: 'Non-potable supply',
  relief_air_gap_ok: 'Relief air gap',
  approved_list_ok: 'Approved list',
}
const READINGS: readonly (readonly [RegExp, string])[] = [
  [/rvOpened/, 'Relief valve'],
  [/cv1/, 'Check 1'],
  [/cv2/, 'Check 2'],
  [/bc/, 'Bypass check'],
  [/ai/, 'Air inlet'],
  [/cvHundredths|cvState/, 'Check valve'],
  [/agSupply/, 'Supply diameter'],
  [/agGap/, 'Gap'],
]

/** What a field is called in the summary of what is wrong: 'Final test, check 1'. */
export function labelOf(name: string): string {
  const known = LABELS[name]
  if (known !== undefined) return known
  const [stage, part, key = ''] = name.split('.')
  const reading = READINGS.find(([pattern]) => pattern.test(key))?.[1]
  if (reading === undefined) return 'This form'
  const place = part === 'bypass' ? `bypass ${reading.toLowerCase()}` : reading
  return stage === 'final' ? `Final test, ${place.toLowerCase()}` : place.charAt(0).toUpperCase() + place.slice(1)
}
