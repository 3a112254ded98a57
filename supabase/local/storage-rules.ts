/** Where the gateway's package and hosted Supabase Storage differ, the difference ends here and app code never meets it. */

/** Multipart uploads: storage-js names the file's field '' and adds plain fields; the package wants the bytes as the body. */
export async function asRawUpload(request: Request): Promise<Request> {
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
export async function smoothStorageAnswer(request: Request, answer: Response): Promise<Response> {
  const url = new URL(request.url)
  const path = url.pathname.replace(/^\/storage\/v1/, '')
  if (request.method === 'POST' && /^\/object\/(upload\/)?sign\//.test(path) && answer.ok) {
    const upload = path.startsWith('/object/upload/')
    return Response.json(withSignedUrl(await answer.json(), upload), { status: answer.status })
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
  if (Array.isArray(found)) return found.map((each) => withSignedUrl(each, upload))
  if (typeof found !== 'object' || found === null || !('signedUrl' in found)) return found
  const address = String(found.signedUrl).replace(/^\/storage\/v1/, '')
  return upload ? { ...found, url: address } : { ...found, signedURL: address === '' ? null : address }
}
