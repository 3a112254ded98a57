import { firstLoadKilobytes, startBareApp } from './pages.ts'
import type { Ratio } from './pairs.ts'

const PAGES = ['/', '/features', '/pricing', '/security', '/privacy', '/policies/data-retention']

/** The scripts a public page loads first, the heaviest of them, against those of a bare Next page. */
export async function benchPublic(project: string, origin: string): Promise<Ratio[]> {
  const bare = await startBareApp(project)
  try {
    const each = await Promise.all(PAGES.map(async (path) => firstLoadKilobytes(origin, path, undefined)))
    const scripts = { ours: Math.max(...each), yardstick: await firstLoadKilobytes(bare.origin, '/', undefined) }
    const ratio = scripts.ours / scripts.yardstick
    return [
      {
        name: 'first-load JS of a public page / bare Next app',
        goal: '≤ 1.05',
        unit: 'KB gz',
        ...scripts,
        ratio,
        holds: ratio <= 1.05,
        limit: 'React and Next themselves',
      },
    ]
  } finally {
    await bare.stop()
  }
}
