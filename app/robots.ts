import type { MetadataRoute } from 'next'
import { connection } from 'next/server'
import { env } from '@/lib/env.ts'
import { SITE_PAGES } from '@/lib/policies/site-pages.ts'

/** Search engines read the public pages; everything else is for people with an account, and says so by its sign-in. */
export default async function robots(): Promise<MetadataRoute.Robots> {
  await connection()
  return {
    rules: {
      userAgent: '*',
      allow: ['/$', '/tour/', '/og', '/_next/static/', ...SITE_PAGES.filter((path) => path !== '/')],
      disallow: '/',
    },
    sitemap: `${env().APP_ORIGIN}/sitemap.xml`,
  }
}
