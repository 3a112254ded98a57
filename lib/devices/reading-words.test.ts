import { describe, expect, it } from 'vitest'
import { readingSentences } from './reading-words.ts'

const main = (stage: string, readings: Record<string, unknown>) => ({ stage, part: 'main', ...readings })

describe('readingSentences', () => {
  it('says what the gauge read', () => {
    expect(
      readingSentences([
        main('initial', {
          rv_opened_hundredths_psid: 240,
          cv1_hundredths_psid: 620,
          cv2_hundredths_psid: null,
          cv2_state: 'tight',
        }),
      ]),
    ).toEqual(['Relief valve opened at 2.4 psid, check 1 held 6.2 psid, check 2 closed tight.'])
  })

  it('tells before and after a repair', () => {
    expect(
      readingSentences([
        main('final', { ai_opened_hundredths_psid: 125, ai_fully_open: true, cv_hundredths_psid: 160 }),
        main('initial', { ai_did_not_open: true, cv_state: 'leaked', cv_hundredths_psid: 20 }),
      ]),
    ).toEqual([
      'Before repair: air inlet did not open, check valve leaked.',
      'After repair: air inlet opened at 1.25 psid, check valve held 1.6 psid.',
    ])
  })

  it('says nothing where nothing was read', () => {
    expect(readingSentences([])).toEqual([])
    expect(readingSentences([main('initial', {})])).toEqual([])
  })
})
