import { notFound, redirect } from 'next/navigation'
import { safeNext } from '@/lib/accounts/next-url.ts'
import { env } from '@/lib/env.ts'
import { logFault } from '@/lib/log.ts'
import { supabase } from '@/lib/supabase/server.ts'

/** Off to Google, where this installation has it switched on. */
export async function GET(request: Request): Promise<Response> {
  const { APP_ORIGIN, SUPABASE_GOOGLE_ENABLED } = env()
  if (!SUPABASE_GOOGLE_ENABLED) notFound()
  const next = safeNext(new URL(request.url).searchParams.get('next'))
  const db = await supabase()
  const { data, error } = await db.auth.signInWithOAuth({
    provider: 'google',
    options: { redirectTo: `${APP_ORIGIN}/auth/callback?next=${encodeURIComponent(next)}`, skipBrowserRedirect: true },
  })
  if (error !== null) {
    logFault('google', error)
    redirect('/sign-in?says=google')
  }
  redirect(data.url)
}
