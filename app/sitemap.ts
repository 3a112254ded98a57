import type { MetadataRoute } from 'next'
import { connection } from 'next/server'
import { env } from '@/lib/env.ts'
import { SITE_PAGES } from '@/lib/policies/site-pages.ts'

/** Every public page, for search engines. */
export default async function sitemap(): Promise<MetadataRoute.Sitemap> {
  await connection()
  return SITE_PAGES.map((path) => ({ url: env().APP_ORIGIN + (path === '/' ? '' : path) }))
}
