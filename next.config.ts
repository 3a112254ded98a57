import type { NextConfig } from 'next'

const config: NextConfig = {
  poweredByHeader: false,
  agentRules: false,
  typedRoutes: false,
  images: { unoptimized: true },
  experimental: { serverActions: { bodySizeLimit: '2mb' } },
}

export default config
