import { writeFile } from 'node:fs/promises'
import { type APIRequestContext, expect, test } from '@playwright/test'
import { database, signIn } from './support/people.ts'
import { throwawayCompany } from './support/throwaway-company.ts'

// The way out and the way back through the real routes: who may, how often, and what the log says of it.

const EXPORT = '/api/account/export'

/** A call as a script with this session makes it, with an address it would like to have. */
const call = (request: APIRequestContext, forged = '203.0.113.7') =>
  request.post(EXPORT, { headers: { 'x-forwarded-for': forged, 'x-real-ip': forged, forwarded: `for=${forged}` } })

test(
  'five exports an hour, whatever address a caller claims; others are refused and written down; the archive comes back',
  {
    tag: '@desk',
  },
  async ({ page, playwright, baseURL }, info) => {
    test.setTimeout(180_000)
    const sql = database()
    try {
      await sql`delete from private.rate_limits where bucket in ('export_address', 'archive_address')`
      const source = await throwawayCompany(sql, 'Archive Journey')
      await sql`insert into public.customers (company_id, name, match_key) values (${source.id}, 'Pelican Plaza', 'pelican')`
      const noted = async (id: string) => {
        const rows = await sql<{ action: string; reason: string | null }[]>`
        select action, facts ->> 'reason' as reason from public.audit_log where company_id = ${id} and noun in ('exports', 'archives') order by seq`
        return rows.map(({ action, reason }) => (reason === null ? action : `${action}: ${reason}`))
      }

      const nobody = await playwright.request.newContext({ baseURL: baseURL ?? '' })
      expect((await call(nobody)).status()).toBe(401)
      expect((await nobody.post('/api/account/archive', { headers: { accept: 'application/json' } })).status()).toBe(
        401,
      )
      await nobody.dispose()

      await signIn(page, source.email)
      for (const role of ['office', 'technician', 'customer', 'operator', 'district_admin']) {
        await sql`update public.profiles set role = ${role} where company_id = ${source.id}`
        expect((await call(page.request)).status(), role).toBe(403)
        expect((await noted(source.id)).at(-1), role).toBe('refused export: role')
      }
      await sql`update public.profiles set role = 'company_admin' where company_id = ${source.id}`
      const foreign = await page.request.post(EXPORT, { headers: { 'sec-fetch-site': 'cross-site' } })
      expect(foreign.status()).toBe(403)
      expect((await noted(source.id)).at(-1)).toBe('refused export: origin')

      const file = info.outputPath('archive.zip')
      for (let round = 1; round <= 5; round += 1) {
        const answer = await call(page.request, `198.51.100.${round}`)
        expect(answer.status()).toBe(200)
        await writeFile(file, await answer.body())
        expect((await noted(source.id)).slice(-2)).toEqual(['started export', 'finished export'])
      }
      const sixth = await call(page.request, '198.51.100.99')
      expect(sixth.status()).toBe(429)
      const wait = Number(sixth.headers()['retry-after'])
      expect(wait).toBeGreaterThan(0)
      expect(wait).toBeLessThanOrEqual(3600)
      expect((await noted(source.id)).at(-1)).toBe('refused export: limit')

      const target = await throwawayCompany(sql, 'Second Start')
      await page.context().clearCookies()
      await signIn(page, target.email)
      await page.goto('/settings/export')
      await page.getByRole('link', { name: 'Bring an archive back in' }).click()
      const bring = async (path: string) => {
        await page.getByLabel('Archive file', { exact: false }).setInputFiles(path)
        await page.getByRole('button', { name: 'Bring it in' }).click()
      }
      const letter = info.outputPath('letter.zip')
      await writeFile(letter, 'Dear customer')
      await bring(letter)
      await expect(page.getByText('This is no whole ZIP archive.', { exact: false })).toBeVisible()
      await bring(file)
      await expect(page.getByText('are in use in another account here', { exact: false })).toBeVisible()
      await sql`update public.companies set erased_at = now() where id = ${source.id}`
      await bring(file)
      await expect(page.getByText('The archive is in: 1 customer,', { exact: false })).toBeVisible()
      await expect(page.getByText('It carried our signature', { exact: false })).toBeVisible()
      expect(await noted(target.id)).toContain('brought archive')
      await page.goto('/customers')
      await expect(page.getByText('Pelican Plaza').first()).toBeVisible()
    } finally {
      await sql`delete from private.rate_limits where bucket in ('export_address', 'archive_address')`
      await sql.end()
    }
  },
)
