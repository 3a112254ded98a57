import { expect, type Locator, type Page } from '@playwright/test'
import { expectFocusSeen, signInByKeyboard } from './keyboard.ts'
import { signIn } from './people.ts'
import { sign } from './record.ts'

/** How somebody works a page: with the mouse or a finger, or with keys alone. A journey is written once for both. */
export type Hands = {
  signIn: (page: Page, email: string) => Promise<void>
  press: (target: Locator) => Promise<void>
  fill: (target: Locator, text: string) => Promise<void>
  /** By the words of the choice. */
  choose: (target: Locator, words: string) => Promise<void>
  tick: (target: Locator) => Promise<void>
  sign: (page: Page) => Promise<void>
}

export const POINTER: Hands = {
  signIn,
  press: (target) => target.click(),
  fill: (target, text) => target.fill(text),
  choose: async (target, words) => void (await target.selectOption({ label: words })),
  tick: (target) => target.check(),
  sign,
}

export const KEYS: Hands = {
  signIn: (page, email) => signInByKeyboard(page, email, '/today'),
  press: async (target) => {
    await reach(target)
    await target.page().keyboard.press('Enter')
  },
  fill: async (target, text) => {
    await reach(target)
    const { keyboard } = target.page()
    const type = await target.getAttribute('type')
    if (type === 'date') return keyboard.type(text.replace(/^(\d+)-(\d+)-(\d+)$/, '$2$3$1'))
    if (type === 'time') return keyboard.type(inTwelve(text))
    await keyboard.press('Control+a')
    await keyboard.type(text)
    await expect(target).toHaveValue(text)
  },
  choose: async (target, words) => {
    await reach(target)
    await target.page().keyboard.type(words)
    expect(await target.evaluate((select: HTMLSelectElement) => select.selectedOptions[0]?.text)).toBe(words)
  },
  tick: async (target) => {
    await reach(target)
    await target.page().keyboard.press('Space')
    await expect(target).toBeChecked()
  },
  sign: async (page) => {
    await KEYS.press(page.getByRole('button', { name: 'Type the name instead' }))
    await reach(page.getByLabel('Full name, as a signature'))
    await expect(page.locator('input[name=signature]')).not.toHaveValue('')
  },
}

/** '15:00' as one types it into a box that asks for hours, minutes and half of the day. */
function inTwelve(time: string): string {
  const [hour = 0, minute = 0] = time.split(':').map(Number)
  const two = (value: number): string => String(value).padStart(2, '0')
  return `${two(hour % 12 === 0 ? 12 : hour % 12)}${two(minute)}${hour < 12 ? 'AM' : 'PM'}`
}

/** Tab forth, then back, until it has the focus and shows it. */
async function reach(target: Locator): Promise<void> {
  await expect(target).toBeVisible()
  const { keyboard } = target.page()
  const focused = (): Promise<boolean> => target.evaluate((element) => element === document.activeElement)
  for (const key of ['Tab', 'Shift+Tab']) {
    for (let stop = 0; stop < 120; stop += 1) {
      if (await focused()) return expectFocusSeen(target.page(), target)
      await keyboard.press(key)
    }
  }
  throw new Error(`no key leads to ${target.toString()}`)
}
