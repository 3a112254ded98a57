import { redirect } from 'next/navigation'
import { safeNext } from '@/lib/accounts/next-url.ts'
import { countAttempts } from '@/lib/security/count-attempts.ts'
import { clientAddress } from '@/lib/security/client-address.ts'
import { supabase } from '@/lib/supabase/server.ts'

/** Back from Google with a code, which only the browser that left can exchange for a session. */
export async function GET(request: Request): Promise<Response> {
  const query = new URL(request.url).searchParams
  const code = query.get('code')
  if (code === null || (await countAttempts(['sign_in_address', await clientAddress()])) !== null)
    redirect('/sign-in?says=google')
  const db = await supabase()
  const { error } = await db.auth.exchangeCodeForSession(code)
  redirect(error === null ? safeNext(query.get('next')) : '/sign-in?says=google')
}
