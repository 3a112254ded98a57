import { headers } from 'next/headers'

/** Whether the browser opens this page anew; from a page of ours it only asks for what is different. */
export async function isOpened(): Promise<boolean> {
  return (await headers()).get('sec-fetch-dest') === 'document'
}

/**
 * What follows the frame of a page is shown as soon as it is there. React itself waits for 300 ms after the first paint
 * (counted in its `$RT`), lest one spinner give way to the next: for an answer that is a tenth of a second away, only waiting.
 */
export async function ShownAtOnce() {
  const nonce = (await headers()).get('x-nonce') ?? undefined
  return <script nonce={nonce} dangerouslySetInnerHTML={{ __html: EARLIER }} />
}

const EARLIER = "{let t;Object.defineProperty(window,'$RT',{get:()=>t,set(v){t=v-300}})}"
