import { requireContext } from '@/lib/context.ts'
import { fileHeaders } from '@/lib/files/file-headers.ts'
import { FILE_NOT_HERE, findFile, readFile } from '@/lib/files/read-file.ts'

const PLAIN = { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'private, no-store' }

/** A stored file, if the caller's own company has it: `?download=1` saves instead of showing. */
export async function GET(request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  const { db } = await requireContext('files:read')
  const file = await findFile(db, (await params).id)
  const body = file === null ? null : await readFile(db, file)
  if (file === null || body === null) {
    return new Response(file === null ? 'Not found' : FILE_NOT_HERE, { status: 404, headers: PLAIN })
  }
  return new Response(body.stream(), {
    headers: fileHeaders(file, new URL(request.url).searchParams.has('download')),
  })
}
