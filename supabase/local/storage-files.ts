import { createHash, randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { copyFile, mkdir, open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import type { App } from '@supabase/lite'
import { z } from 'zod'
import { explain } from './sentence.ts'

type Adapter = NonNullable<App['_storageAdapter']>
type Body = Parameters<Adapter['uploadObject']>[3]

const noteSchema = z.object({ mimetype: z.string(), cacheControl: z.string(), eTag: z.string() })

/**
 * Objects as files below one folder, named by the hash of bucket and key, so that no key can lead out of it.
 * Content type and the like stand in a note beside the bytes. Writes are complete or absent, never half.
 */
export function createFileStorage(folder: string): Adapter {
  const pathOf = (bucket: string, key: string): string => {
    const hash = createHash('sha256').update(`${bucket}\0${key}`).digest('hex')
    return join(folder, hash.slice(0, 2), hash)
  }
  const describe = async (path: string) => {
    const [file, note] = await Promise.all([stat(path), readFile(`${path}.json`, 'utf8')])
    const known = noteSchema.parse(JSON.parse(note))
    return {
      ...known,
      contentLength: file.size,
      size: file.size,
      lastModified: file.mtime,
      httpStatusCode: 200,
    }
  }
  const remove = async (bucket: string, key: string): Promise<void> => {
    const path = pathOf(bucket, key)
    await Promise.all([rm(path, { force: true }), rm(`${path}.json`, { force: true })])
  }
  return {
    driver: null,
    async uploadObject(bucket, key, _version, body, mimetype, cacheControl) {
      const path = pathOf(bucket, key)
      const part = `${path}.${randomUUID()}`
      try {
        await mkdir(dirname(path), { recursive: true, mode: 0o700 })
        const eTag = `"${await writeBody(part, body)}"`
        await writeFile(`${part}.json`, JSON.stringify({ mimetype, cacheControl, eTag }), { mode: 0o600 })
        await rename(`${part}.json`, `${path}.json`)
        await rename(part, path)
      } catch (error) {
        await Promise.all([rm(part, { force: true }), rm(`${part}.json`, { force: true })])
        throw explain(error, folder)
      }
      return describe(path)
    },
    async getObject(bucket, key) {
      const path = pathOf(bucket, key)
      const metadata = await describe(path)
      // A stream of the opened file: deleting the object meanwhile does not cut it off.
      const body = Readable.toWeb(createReadStream(path))
      return { metadata, httpStatusCode: 200, body: body as Extract<Body, ReadableStream> }
    },
    async headObject(bucket, key) {
      return describe(pathOf(bucket, key))
    },
    async copyObject(fromBucket, fromKey, _version, toBucket, toKey) {
      const from = pathOf(fromBucket, fromKey)
      const to = pathOf(toBucket, toKey)
      await mkdir(dirname(to), { recursive: true, mode: 0o700 })
      await copyFile(`${from}.json`, `${to}.json`)
      await copyFile(from, to)
      return describe(to)
    },
    deleteObject: (bucket, key) => remove(bucket, key),
    async deleteObjects(bucket, keys) {
      for (const key of keys) await remove(bucket, key)
    },
    async privateAssetUrl() {
      throw new Error('images are not transformed here')
    },
  }
}

/** Writes and syncs the bytes; answers their MD5 as the entity tag, like S3. */
async function writeBody(path: string, body: Body): Promise<string> {
  const md5 = createHash('md5')
  const file = await open(path, 'wx', 0o600)
  try {
    for await (const chunk of chunksOf(body)) {
      md5.update(chunk)
      await file.write(chunk)
    }
    await file.sync()
  } finally {
    await file.close()
  }
  return md5.digest('hex')
}

async function* chunksOf(body: Body): AsyncGenerator<Uint8Array> {
  if (body instanceof Uint8Array) {
    yield body
    return
  }
  const reader = body.getReader()
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return
    yield value
  }
}
