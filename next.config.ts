import type { NextConfig } from 'next'

/** The thread that packs an export is run by Node as it stands, so its one package is traced by hand. */
const JSZIP =
  'jszip lie immediate pako setimmediate readable-stream core-util-is inherits isarray process-nextick-args safe-buffer string_decoder util-deprecate'.split(
    ' ',
  )
const folder = (name: string): string => `./node_modules/${name}/**`

const config: NextConfig = {
  poweredByHeader: false,
  // `npm test` type-checks the whole tree; a build need not do it again.
  typescript: { ignoreBuildErrors: true },
  agentRules: false,
  typedRoutes: false,
  images: { unoptimized: true },
  // Pages get theirs from proxy.ts; route handlers are outside its matcher.
  headers: async () => [{ source: '/api/:path*', headers: [{ key: 'X-Content-Type-Options', value: 'nosniff' }] }],
  // The thread that makes archives is run as it stands, so a host that ships only what it traced must be told of it.
  outputFileTracingIncludes: {
    '/policies/[slug]': ['./docs/**/*.md'],
    '/security': ['./docs/**/*.md'],
    '/og': ['./docs/**/*.md', './node_modules/geist/dist/fonts/geist-sans/Geist-SemiBold.ttf'],
    '/api/account/export': ['./lib/export/*.ts', './lib/lists/csv.ts', './lib/dates.ts', ...JSZIP.map(folder)],
  },
  experimental: {
    serverActions: { bodySizeLimit: '12mb' },
    // A part of the app is one script, React and Next together: each request more is paid before the first paint.
    turbopackChunking: { minChunkSize: 1_000_000, maxMergeChunkSize: 5_000_000, maxChunkCountPerGroup: 1 },
  },
}

export default config
