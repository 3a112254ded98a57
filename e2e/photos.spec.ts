import { expect, test } from '@playwright/test'
import sharp from 'sharp'
import { database, PEOPLE, signIn } from './support/people.ts'

test('a photo of a camera’s size goes out small, and what is no photo is refused', { tag: '@desk' }, async ({
  page,
}) => {
  // Noise, as no camera is worse: larger than a photo may be when it arrives.
  const noise = {
    width: 4000,
    height: 3000,
    channels: 3,
    background: '#888',
    noise: { type: 'gaussian', mean: 128, sigma: 40 },
  } as const
  const buffer = await sharp({ create: noise }).jpeg({ quality: 98 }).toBuffer()
  expect(buffer.length).toBeGreaterThan(10 * 1024 * 1024)
  const sql = database()
  const [device] = await sql<{ id: string }[]>`
    select d.id from public.devices d join public.companies c on c.id = d.company_id
    where c.name = 'Palmetto Backflow Testing' and d.photo_file_id is null and d.deleted_at is null order by d.id limit 1`
  await signIn(page, PEOPLE.office)
  await page.goto(`/devices/${device?.id}`)
  const card = page.getByRole('region', { name: 'Photo', exact: true })
  const sent = page.waitForRequest((request) => request.method() === 'POST' && request.url().includes('/devices/'))
  await card
    .getByLabel('Photo', { exact: true })
    .setInputFiles({ name: 'IMG_0001.jpeg', mimeType: 'image/jpeg', buffer })
  expect((await (await sent).sizes()).requestBodySize).toBeLessThan(4 * 1024 * 1024)
  await expect(card.getByRole('img', { name: 'The assembly on site' })).toBeVisible()
  const address = await card.getByRole('img').getAttribute('src')
  const kept = await sharp(await (await page.request.get(String(address))).body()).metadata()
  expect([kept.width, kept.height]).toEqual([2000, 1500])

  const scrap = { name: 'x.heic', mimeType: 'image/heic', buffer: Buffer.alloc(11 * 1024 * 1024) }
  await card.getByLabel('Photo', { exact: true }).setInputFiles(scrap)
  await expect(page.getByText('x.heic is larger than 10 MB. Choose a smaller one.')).toBeVisible()
  await card.getByRole('button', { name: 'Take the photo off' }).click()
  await expect(card.getByRole('img')).toHaveCount(0)

  // Pressed before the photo of a visit has been made small: it waits for it.
  const photos = page.getByRole('region', { name: 'Photos', exact: true })
  const added = page.waitForRequest((request) => request.method() === 'POST' && request.url().includes('/devices/'))
  await photos.getByLabel('Photo of a visit').setInputFiles({ name: 'IMG_0002.jpeg', mimeType: 'image/jpeg', buffer })
  await photos.getByRole('button', { name: 'Add the photo' }).click()
  expect((await (await added).sizes()).requestBodySize).toBeLessThan(4 * 1024 * 1024)
  await photos.getByRole('button', { name: 'Take off this photo' }).click()
  await expect(photos.getByRole('img')).toHaveCount(0)
  await sql.end()
})
