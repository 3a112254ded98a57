import { requireContext } from '@/lib/context.ts'
import { findAssemblies } from '@/lib/test-records/find-assemblies.ts'

/** What the search box shows while one types: up to 20 assemblies. */
export async function GET(request: Request): Promise<Response> {
  const { db } = await requireContext('tests:write')
  const words = new URL(request.url).searchParams.get('q') ?? ''
  return Response.json(await findAssemblies(db, words), { headers: { 'cache-control': 'private, no-store' } })
}
