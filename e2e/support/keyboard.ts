import { expect, type Locator, type Page } from '@playwright/test'
import { DEMO_PASSWORD } from '../../supabase/local/seed-companies.ts'

/** More stops than any page of ours has before or behind the one that is wanted. */
const MOST_STOPS = 120

/** Presses Tab (or Shift+Tab) until the thing has the focus, as somebody without a mouse does, and sees that it shows. */
export async function tabTo(page: Page, target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  await expect(target).toBeVisible()
  for (let stop = 0; stop < MOST_STOPS; stop += 1) {
    await page.keyboard.press(key)
    if (await target.evaluate((element) => element === document.activeElement)) return expectFocusSeen(page, target)
  }
  throw new Error(`${MOST_STOPS} times ${key} did not reach ${target.toString()}`)
}

/** Goes to it and presses it. */
export async function pressOn(page: Page, target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  await tabTo(page, target, key)
  await page.keyboard.press('Enter')
}

/** The focus is on it, in sight, and drawn: an outline on itself or on the box around it. */
export async function expectFocusSeen(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeFocused()
  await expect(target).toBeInViewport()
  const drawn = await target.evaluate((element) => {
    const outlined = (each: Element | null): boolean => {
      if (each === null) return false
      const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(each)
      const clear = outlineColor === 'transparent' || /[,/] ?0\)$/.test(outlineColor)
      return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 1 && !clear
    }
    return outlined(element) || outlined(element.parentElement)
  })
  expect(drawn, `the focus on ${target.toString()} cannot be seen`).toBe(true)
}

/** Signs in with the keyboard alone and opens a page. */
export async function signInByKeyboard(page: Page, email: string, to: string): Promise<void> {
  await page.goto('/sign-in')
  await tabTo(page, page.getByLabel('Email'))
  await page.keyboard.type(email)
  await tabTo(page, page.getByLabel('Password', { exact: true }))
  await page.keyboard.type(DEMO_PASSWORD)
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/today/)
  if (to !== '/today') await page.goto(to)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await keysHeard(page)
}

/** Waits until the page listens to keys: a person is slower than that, a test is not. */
async function keysHeard(page: Page): Promise<void> {
  await page.locator('[aria-keyshortcuts="Control+K"]').evaluate(async (button) => {
    const frame = () => new Promise((next) => requestAnimationFrame(next))
    while (!Object.keys(button).some((key) => key.startsWith('__reactProps'))) await frame()
    await frame()
    await frame()
  })
}
