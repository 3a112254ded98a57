import { expect, type Page } from '@playwright/test'

/** Readings by the form's names, without their stage: 'main.cv1HundredthsPsid'. A radio or tick takes its value. */
export type Readings = Record<string, string>

/** Opens the form for a serial the way a tester does: search, then the first answer. */
export async function openAssembly(page: Page, serial: string): Promise<void> {
  await page.goto('/record-test')
  await page.getByPlaceholder('Serial, tag, customer or address').fill(serial)
  await page
    .getByRole('link', { name: new RegExp(`${serial}\\b`) })
    .first()
    .click()
  await expect(page.getByRole('heading', { name: 'Record a test' })).toBeVisible()
}

export async function fillReadings(page: Page, stage: 'initial' | 'final', readings: Readings): Promise<void> {
  for (const [name, value] of Object.entries(readings)) {
    const full = `${stage}.${name}`
    const radio = page.locator(`input[type="radio"][name="${full}"][value="${value}"]`)
    const tick = page.locator(`input[type="checkbox"][name="${full}"]`)
    if ((await radio.count()) > 0) await radio.check({ force: true })
    else if ((await tick.count()) > 0) await tick.check()
    else await page.locator(`input[name="${full}"]`).fill(value)
  }
}

/** Draws on the paper with the mouse, as a finger would. */
export async function sign(page: Page): Promise<void> {
  const paper = page.locator('canvas')
  await paper.scrollIntoViewIfNeeded()
  await page.waitForTimeout(400)
  const box = await paper.boundingBox()
  if (box === null) throw new Error('there is no paper to sign on')
  await page.mouse.move(box.x + 30, box.y + 80)
  await page.mouse.down()
  for (let step = 1; step <= 12; step += 1)
    await page.mouse.move(box.x + 30 + step * 16, box.y + 80 + (step % 2 === 0 ? 24 : -24))
  await page.mouse.up()
  await expect(page.locator('input[name="signature"]')).not.toHaveValue('')
}

/** Chooses the only gauge there is, if none is chosen yet, and signs and locks the record. Answers its address. */
export async function signAndLock(page: Page): Promise<string> {
  const gauge = page.getByLabel('Gauge', { exact: true })
  if ((await gauge.count()) > 0 && (await gauge.inputValue()) === '') await gauge.selectOption({ index: 1 })
  await sign(page)
  await page.getByRole('button', { name: 'Sign and lock' }).click()
  await page.waitForURL(/\/test-records\/[0-9a-f-]{36}/, { timeout: 60_000 })
  return page.url()
}
