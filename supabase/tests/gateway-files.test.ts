import { randomUUID } from 'node:crypto'
import { afterAll, expect, test } from 'vitest'
import { client, createUser, disconnect, serviceClient } from './harness.ts'

afterAll(disconnect)

test('files: stored privately, bounded by policy, read through a signed address that expires', async () => {
  const bucket = `probe-${randomUUID().slice(0, 8)}`
  const service = serviceClient()
  expect((await service.storage.createBucket(bucket, { public: false })).error).toBeNull()
  const files = service.storage.from(bucket)
  const bytes = Buffer.from('a photograph')
  expect((await files.upload('a/one.txt', bytes, { contentType: 'text/plain' })).error).toBeNull()
  // As a Blob it travels as multipart, which the package reads from another field.
  expect((await files.upload('a/two.txt', new Blob([bytes], { type: 'text/plain' }))).error).toBeNull()
  for (const name of ['a/one.txt', 'a/two.txt']) {
    const { data } = await files.download(name)
    expect([name, data?.type, await data?.text()]).toEqual([name, 'text/plain', 'a photograph'])
  }
  const { data: signed } = await files.createSignedUrl('a/one.txt', 60, { download: 'report.txt' })
  const answer = await fetch(signed?.signedUrl ?? '')
  expect([answer.status, await answer.text()]).toEqual([200, 'a photograph'])
  expect(answer.headers.get('content-disposition')).toContain('report.txt')
  expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
  const { data: spent } = await files.createSignedUrl('a/one.txt', -5)
  expect((await fetch(spent?.signedUrl ?? '')).status).toBe(400)
  expect((await fetch((signed?.signedUrl ?? '').replace('one.txt', 'two.txt'))).status).toBe(403)
  const { data: many } = await files.createSignedUrls(['a/one.txt', 'a/none.txt'], 60)
  expect(many?.map((one) => one.error !== null)).toEqual([false, true])
  // A bucket without a policy is nobody's but the service's.
  const user = await createUser()
  const theirs = client(user.token).storage.from(bucket)
  expect((await theirs.download('a/one.txt')).data).toBeNull()
  expect((await theirs.upload('a/three.txt', bytes)).error).not.toBeNull()
  expect((await theirs.list('a')).data).toEqual([])
  expect((await files.upload('../escape.txt', bytes)).error).not.toBeNull()
  const upload = await files.createSignedUploadUrl('a/four.txt')
  expect((await files.uploadToSignedUrl('a/four.txt', upload.data?.token ?? '', bytes)).error).toBeNull()
  expect((await files.remove(['a/one.txt', 'a/two.txt', 'a/four.txt'])).data).toHaveLength(3)
  expect((await service.storage.deleteBucket(bucket)).error).toBeNull()
})
