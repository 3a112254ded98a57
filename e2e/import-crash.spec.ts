import { randomInt } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { expect, type Page, test } from '@playwright/test'
import { database, signIn } from './support/people.ts'
import { secondServer } from './support/second-server.ts'
import { throwawayCompany } from './support/throwaway-company.ts'

const ROWS = 8000

test('measure', { tag: '@desk' }, async ({ browser }) => {
  const sql = database()
  const server = await secondServer()
  const company = await throwawayCompany(sql, 'Crash Testing')
  let t = Date.now()
  const lap = (what: string) => { console.log(what, Date.now() - t); t = Date.now() }
  await server.start(); lap('start')
  const page = await browser.newPage({ baseURL: server.origin })
  await signIn(page, company.email); lap('sign in')
  for (const round of [1, 2]) {
    const id = await bringIn(page, round); lap('staged')
    console.log(await sql`select state, counts from imports where id = ${id}`)
    await page.getByRole('button', { name: 'Commit the import' }).click()
    await expect(page.getByText('What the import did')).toBeVisible({ timeout: 60000 }); lap('committed')
    console.log(await sql`select state, result from imports where id = ${id}`)
    await server.kill(); lap('killed'); await server.start(); lap('restart')
    await page.goto(`/imports/${id}`); lap('page')
  }
  await server.kill(); await sql.end()
})

async function bringIn(page: Page, round: number): Promise<string> {
  await page.goto('/imports/new')
  await page.getByLabel('Sheet').setInputFiles({ name: `round-${round}.csv`, mimeType: 'text/csv', buffer: Buffer.from(sheet(round)) })
  await page.getByRole('button', { name: 'Read the sheet' }).click()
  await page.waitForURL(/\/imports\/[0-9a-f-]{36}/)
  await expect(page.getByRole('button', { name: 'Commit the import' })).toBeVisible({ timeout: 120_000 })
  return page.url().slice(-36)
}

/** New assemblies, two at a place and four at a customer, none of them known to another round. */
function sheet(round: number): string {
  const columns = 'Customer,Customer Phone,Customer Address Line 1,Customer City,Customer State,Customer Zip,Serial,Syncta Id,Next Test Due,Assembly Status,Assembly Type,Assembly Manufacturer,Assembly Model,Assembly Size,Assembly Location,Service Location Name,Service Location Address Line 1,Service Location City,Service Location State,Service Location Zip'
  const lines = Array.from({ length: ROWS }, (_, row) => {
    const [customer, place] = [round * 10_000 + Math.floor(row / 4), round * 10_000 + Math.floor(row / 2)]
    return `Customer ${customer},,${customer} Office Road,Jupiter,FL,33458,R${round}S${row},${round * 100_000 + row},03/04/2027,Active,RPZ,Watts,009,1,Pump ${row},Place ${place},${place} Sample Street,Jupiter,FL,33458`
  })
  return [columns, ...lines].join('\n')
}
