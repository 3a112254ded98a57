import { ImageResponse } from 'next/og'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { siteTitle } from '@/lib/policies/site-pages.ts'

/** What a link to a public page looks like where it is shared: the page's title in our own type, drawn here. */
export async function GET(request: Request): Promise<Response> {
  // Pages of ours alone: an address must not make pictures with somebody else's words.
  const title = siteTitle(new URL(request.url).searchParams.get('page') ?? '') ?? siteTitle('/')
  return new ImageResponse(
    <div
      style={{
        display: 'flex',
        flexDirection: 'column',
        justifyContent: 'space-between',
        width: '100%',
        height: '100%',
        padding: 80,
        background: '#fafbfc',
        color: '#171c24',
        fontFamily: 'Geist',
      }}
    >
      <div style={{ display: 'flex', alignItems: 'center', gap: 20, fontSize: 36, color: '#0b5c97' }}>
        <svg width="56" height="56" viewBox="0 0 20 20">
          <path d="M10 .6c3.7 4 6.8 7.2 6.8 11.1a6.8 6.8 0 0 1-13.6 0C3.2 7.8 6.3 4.6 10 .6Z" fill="#0b5c97" />
          <path d="m10 12.2 2.9-3" stroke="#fff" strokeWidth="1.7" strokeLinecap="round" />
          <circle cx="10" cy="12.2" r="1.5" fill="#fff" />
        </svg>
        FlowTrack Pro
      </div>
      <div style={{ display: 'flex', fontSize: 76, lineHeight: 1.15, letterSpacing: -2 }}>{title}</div>
      <div style={{ display: 'flex', fontSize: 32, color: '#4a5566' }}>For companies that test backflow assemblies</div>
    </div>,
    {
      width: 1200,
      height: 630,
      fonts: [{ name: 'Geist', data: FONT, weight: 600, style: 'normal' }],
      headers: { 'cache-control': 'public, max-age=86400', 'x-content-type-options': 'nosniff' },
    },
  )
}

const FONT = readFileSync(join(process.cwd(), 'node_modules/geist/dist/fonts/geist-sans/Geist-SemiBold.ttf'))
