import type { NextConfig } from 'next'

const config: NextConfig = {
  poweredByHeader: false,
  // `npm test` type-checks the whole tree; a build need not do it again.
  typescript: { ignoreBuildErrors: true },
  agentRules: false,
  typedRoutes: false,
  images: { unoptimized: true },
  // Pages get theirs from proxy.ts; route handlers are outside its matcher.
  headers: async () => [{ source: '/api/:path*', headers: [{ key: 'X-Content-Type-Options', value: 'nosniff' }] }],
  experimental: { serverActions: { bodySizeLimit: '12mb' } },
}

export default config
