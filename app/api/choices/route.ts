import { NextResponse } from 'next/server'
import { findFilterChoices } from '@/lib/lists/find-filter-choices.ts'
import { logFault } from '@/lib/log.ts'
import { supabase } from '@/lib/supabase/server.ts'

/** The purveyors, cities and testers a list can be filtered by, for whoever opens its filters. */
export async function GET(): Promise<NextResponse> {
  const headers = { 'cache-control': 'private, no-store' }
  try {
    const choices = await findFilterChoices(await supabase())
    return NextResponse.json(choices, { status: choices === null ? 401 : 200, headers })
  } catch (error) {
    return NextResponse.json({ reference: logFault('choices', error) }, { status: 500, headers })
  }
}
