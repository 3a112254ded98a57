import { headers } from 'next/headers'

/** The nonce of this request's content security policy, for a part that writes its own style or script element. */
export async function requestNonce(): Promise<string | undefined> {
  return (await headers()).get('x-nonce') ?? undefined
}
