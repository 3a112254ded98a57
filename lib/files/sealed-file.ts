import { doneOf } from '../errors.ts'
import { html } from '../html.ts'
import type { Supabase } from '../supabase/server.ts'
import type { FileOnFile } from './read-file.ts'

/**
 * A file kept as evidence of a customer whose data was deleted: shown to an admin who says why (`?reason=`), which the log
 * keeps. Null when it may be shown, else the answer that asks.
 */
export async function askWhySealed(db: Supabase, file: FileOnFile, url: URL): Promise<Response | null> {
  if (file.sealed_at === null) return null
  const reason = url.searchParams.get('reason') ?? ''
  const opened =
    reason === '' ? null : doneOf(await db.rpc('open_sealed_file', { p_file_id: file.id, p_reason: reason }))
  if (opened?.ok === true) return null
  return new Response(page(opened?.message ?? ''), {
    status: opened === null ? 200 : 403,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'private, no-store',
      'content-security-policy': "default-src 'none'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    },
  })
}

const page = (refusal: string): string =>
  html`<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Sealed file</title>
<main>
<h1>This file is sealed</h1>
<p>The customer’s data was deleted; the file is kept as evidence alone. Say why you open it: the audit log keeps your answer.</p>
<p role="alert">${refusal}</p>
<form>
<label for="reason">Reason</label>
<input id="reason" name="reason" required minlength="5" maxlength="500" autocomplete="off">
<button>Open the file</button>
</form>
</main>
</html>
`.text
