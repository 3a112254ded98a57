/**
 * A process of its own that commits one import and is killed while it does. Arguments: `gateway` or `postgres`, then the
 * address, the import's id, and the token (gateway, with the key) or the claims (postgres). Says `asked` when the call is out.
 */
import postgres from 'postgres'

const [, , way, address = '', importId = '', who = '', key = ''] = process.argv

if (way === 'gateway') {
  const answer = fetch(`${address}/rest/v1/rpc/commit_import`, {
    method: 'POST',
    headers: { apikey: key, authorization: `Bearer ${who}`, 'content-type': 'application/json' },
    body: JSON.stringify({ p_import_id: importId }),
  })
  process.stdout.write('asked\n')
  process.stdout.write(`${(await answer).status}\n`)
} else {
  const sql = postgres(address, {
    max: 1,
    onnotice: () => undefined,
    connection: { application_name: 'killed commit' },
  })
  const committed = sql.begin(async (tx) => {
    await tx`select set_config('role', 'authenticated', true), set_config('request.jwt.claims', ${who}, true), set_config('statement_timeout', '600s', true)`
    process.stdout.write('asked\n')
    await tx`select public.commit_import(${importId})`
  })
  await committed.then(
    () => process.stdout.write('200\n'),
    () => process.stdout.write('ended\n'),
  )
  await sql.end({ timeout: 1 })
}
