import { requireContext } from '@/lib/context.ts'
import { fileHeaders } from '@/lib/files/file-headers.ts'
import { FILE_NOT_HERE, findFile, readFile } from '@/lib/files/read-file.ts'
import { askWhySealed } from '@/lib/files/sealed-file.ts'

const PLAIN = { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'private, no-store' }

/** A stored file, if the caller's own company has it: `?download=1` saves instead of showing. */
export async function GET(request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  const { db } = await requireContext('files:read')
  const file = await findFile(db, (await params).id)
  if (file === null) return new Response('Not found', { status: 404, headers: PLAIN })
  const asked = await askWhySealed(db, file, new URL(request.url))
  if (asked !== null) return asked
  const body = await readFile(db, file)
  if (body === null) return new Response(FILE_NOT_HERE, { status: 404, headers: PLAIN })
  return new Response(body.stream(), {
    headers: fileHeaders(file, new URL(request.url).searchParams.has('download')),
  })
}
