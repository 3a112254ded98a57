import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { expect, type Page } from '@playwright/test'
import type axe from 'axe-core'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const EVERY_RULE = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

declare global {
  interface Window {
    axe: typeof axe
  }
}

export type Scheme = 'light' | 'dark'

/**
 * Opens an address in a colour scheme and lets axe look at it; answers with the status of the page.
 * The scheme is chosen before the page is drawn: a page that is recoloured under the eye may show both for a moment.
 * What does not depend on colour is looked at once, in the light.
 */
export async function scan(page: Page, address: string, name: string, scheme: Scheme): Promise<number | undefined> {
  await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' })
  const answer = await page.goto(address)
  await page.evaluate(AXE)
  const found = await page.evaluate(
    async ({ everyRule, contrastOnly }) => {
      await document.fonts.ready
      const { violations } = await window.axe.run(document, {
        resultTypes: ['violations'],
        runOnly: contrastOnly ? { type: 'rule', values: ['color-contrast'] } : { type: 'tag', values: everyRule },
      })
      return violations.map(
        ({ id, nodes }) =>
          `${id}: ${nodes
            .slice(0, 3)
            .map((node) => `${node.target.join(' ')} (${node.failureSummary ?? ''})`)
            .join(' | ')}`,
      )
    },
    { everyRule: EVERY_RULE, contrastOnly: scheme === 'dark' },
  )
  expect.soft(found, `${name}, ${scheme}`).toEqual([])
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  expect.soft(wide, `${name} scrolls sideways`).toBeLessThanOrEqual(0)
  return answer?.status()
}
