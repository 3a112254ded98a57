import { type Component, componentName } from '../backflow/checks.ts'
import { formatPsid } from '../backflow/psid.ts'
import type { Part } from '../backflow/readings.ts'

type Block = Readonly<Record<string, unknown>> & { stage: string; part: string }

const CHECKS: readonly (readonly [Component, string])[] = [
  ['CV1', 'cv1'],
  ['CV2', 'cv2'],
  ['BC', 'bc'],
  ['CV', 'cv'],
]

/**
 * The readings of a test in one sentence per stage: 'Relief valve opened at 2.4, check 1 held 6.2 psid.' Nothing where
 * nothing was read.
 */
export function readingSentences(blocks: readonly Block[]): string[] {
  const repaired = blocks.some(({ stage }) => stage === 'final')
  return ['initial', 'final'].flatMap((stage) => {
    const parts = (['main', 'bypass'] as const).flatMap((part) =>
      blocks.filter((block) => block.stage === stage && block.part === part).flatMap((block) => partsOf(block, part)),
    )
    if (parts.length === 0) return []
    const lead = repaired ? (stage === 'initial' ? 'Before repair: ' : 'After repair: ') : ''
    const text = parts.join(', ')
    return [`${lead === '' ? text.charAt(0).toUpperCase() + text.slice(1) : lead + text}.`]
  })
}

function partsOf(block: Block, part: Part): string[] {
  const name = (component: Component) => lower(componentName(component, part))
  const out: string[] = []
  const relief = block.rv_opened_hundredths_psid
  if (block.rv_did_not_open === true) out.push(`${name('RV')} did not open`)
  else if (typeof relief === 'number') out.push(`${name('RV')} opened at ${formatPsid(relief)} psid`)
  const inlet = block.ai_opened_hundredths_psid
  if (block.ai_did_not_open === true) out.push(`${name('AI')} did not open`)
  else if (typeof inlet === 'number') {
    out.push(`${name('AI')} opened at ${formatPsid(inlet)} psid${block.ai_fully_open === false ? ', not fully' : ''}`)
  }
  for (const [component, column] of CHECKS) {
    const value = block[`${column}_hundredths_psid`]
    const state = block[`${column}_state`]
    if (state === 'leaked') out.push(`${name(component)} leaked`)
    else if (typeof value === 'number') out.push(`${name(component)} held ${formatPsid(value)} psid`)
    else if (state === 'tight') out.push(`${name(component)} closed tight`)
  }
  const gap = block.ag_gap_hundredths_in
  if (typeof gap === 'number') out.push(`air gap ${(gap / 100).toFixed(2)} in`)
  if (block.inspection_outcome === 'acceptable') out.push('found acceptable')
  if (block.inspection_outcome === 'not_acceptable') out.push('found not acceptable')
  return out
}

function lower(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1)
}
