import { type NextRequest, NextResponse } from 'next/server'
import { supabase } from '@/lib/supabase/server.ts'
import { logFault } from '@/lib/log.ts'
import { findAnything } from '@/lib/lists/find-anything.ts'

/** What a few letters mean: assemblies, customers and addresses on file, as the palette shows them. */
export async function GET(request: NextRequest): Promise<NextResponse> {
  const headers = { 'cache-control': 'private, no-store' }
  const words = (request.nextUrl.searchParams.get('q') ?? '').replaceAll('\u0000', '').trim().slice(0, 100)
  if (words === '') return NextResponse.json({ groups: [] }, { headers })
  try {
    const groups = await findAnything(await supabase(), words)
    // Nobody signed in finds nothing and learns nothing.
    return groups === null
      ? NextResponse.json({ groups: [] }, { status: 401, headers })
      : NextResponse.json({ groups }, { headers })
  } catch (error) {
    return NextResponse.json({ groups: [], reference: logFault('palette', error) }, { status: 500, headers })
  }
}
