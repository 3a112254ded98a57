import { z } from 'zod'

/** Where the gateway's package and hosted Supabase Storage differ, the difference ends here and app code never meets it. */

type Forward = (request: Request) => Promise<Response>

/** One request to the file service and its answer, with every difference smoothed. */
export async function serveStorage(request: Request, forward: Forward): Promise<Response> {
  const bucket = /^\/storage\/v1\/object\/sign\/([^/]+)\/?$/.exec(new URL(request.url).pathname)?.[1]
  if (request.method === 'POST' && bucket !== undefined) return signMany(request, bucket, forward)
  return smoothAnswer(request, await forward(await asRawUpload(request)))
}

const manySchema = z.object({ expiresIn: z.number(), paths: z.array(z.string().min(1)).max(1000) })

/** The package answers a request to sign many files as one to sign a file without a name; so each is asked for by itself. */
async function signMany(request: Request, bucket: string, forward: Forward): Promise<Response> {
  const asked = manySchema.safeParse(await request.json().catch(() => undefined))
  if (!asked.success) {
    return Response.json(
      { statusCode: '400', error: 'InvalidRequest', message: 'paths and expiresIn' },
      { status: 400 },
    )
  }
  const headers = new Headers(request.headers)
  headers.delete('content-length')
  const signed: object[] = []
  for (const path of asked.data.paths) {
    const url = new URL(
      `/storage/v1/object/sign/${bucket}/${path.split('/').map(encodeURIComponent).join('/')}`,
      request.url,
    )
    const body = JSON.stringify({ expiresIn: asked.data.expiresIn })
    const answer = await forward(new Request(url, { method: 'POST', headers, body }))
    const found: unknown = await answer.json()
    const address = answer.ok && typeof found === 'object' && found !== null && 'signedUrl' in found
    signed.push({
      path,
      signedURL: address ? String(found.signedUrl).replace(/^\/storage\/v1/, '') : null,
      error: address ? null : 'Either the object does not exist or you do not have access to it',
    })
  }
  return Response.json(signed)
}

/** Multipart uploads: storage-js names the file's field '' and adds plain fields; the package wants the bytes as the body. */
async function asRawUpload(request: Request): Promise<Request> {
  const type = request.headers.get('content-type') ?? ''
  if (!type.toLowerCase().startsWith('multipart/form-data')) return request
  const form = await request.formData()
  const headers = new Headers(request.headers)
  let file: File | undefined
  for (const [name, value] of form) {
    if (value instanceof File) file = value
    else if (name === 'cacheControl' && /^\d+$/.test(value)) headers.set('cache-control', `max-age=${value}`)
    else if (name === 'metadata') headers.set('x-metadata', Buffer.from(value).toString('base64'))
  }
  if (!file) return new Request(request.url, { method: request.method, headers, body: '' })
  const bytes = await file.arrayBuffer()
  headers.set('content-type', file.type === '' ? 'application/octet-stream' : file.type)
  headers.set('content-length', String(bytes.byteLength))
  return new Request(request.url, { method: request.method, headers, body: bytes })
}

/** Answers: signed addresses as storage-js expects them, downloads that a browser never runs, spent addresses as 400. */
async function smoothAnswer(request: Request, answer: Response): Promise<Response> {
  const url = new URL(request.url)
  const path = url.pathname.replace(/^\/storage\/v1/, '')
  if (request.method === 'POST' && /^\/object\/(upload\/)?sign\//.test(path) && answer.ok) {
    const upload = path.startsWith('/object/upload/')
    return Response.json(withSignedUrl(await answer.json(), upload))
  }
  const signedRead = request.method === 'GET' && path.startsWith('/object/sign/')
  if (signedRead && answer.status === 500) {
    return Response.json(
      { statusCode: '400', error: 'InvalidJWT', message: 'The signed address is spent or wrong' },
      { status: 400 },
    )
  }
  if ((request.method === 'GET' || request.method === 'HEAD') && path.startsWith('/object/') && answer.ok) {
    const headers = new Headers(answer.headers)
    headers.set('x-content-type-options', 'nosniff')
    headers.set('content-security-policy', "sandbox; default-src 'none'")
    const name = url.searchParams.get('download')
    if (name !== null) {
      const file = name === '' ? (path.split('/').at(-1) ?? 'file') : encodeURIComponent(name)
      headers.set('content-disposition', `attachment; filename*=UTF-8''${file}`)
    }
    return new Response(answer.body, { status: answer.status, headers })
  }
  return answer
}

function withSignedUrl(found: unknown, upload: boolean): unknown {
  if (typeof found !== 'object' || found === null || !('signedUrl' in found)) return found
  const address = String(found.signedUrl).replace(/^\/storage\/v1/, '')
  return upload ? { ...found, url: address } : { ...found, signedURL: address }
}
