'use server'

import { cookies } from 'next/headers'
import { env } from '@/lib/env.ts'
import { isScheme, type Look, LOOK_COOKIE, parseLook, printLook } from './look.ts'

const YEAR_SECONDS = 365 * 24 * 60 * 60

async function change(part: Partial<Look>): Promise<void> {
  const jar = await cookies()
  const look = { ...parseLook(jar.get(LOOK_COOKIE)?.value), ...part }
  jar.set(LOOK_COOKIE, printLook(look), {
    path: '/',
    maxAge: YEAR_SECONDS,
    sameSite: 'lax',
    httpOnly: true,
    secure: env().APP_ORIGIN.startsWith('https://'),
  })
}

/** Keeps the colour scheme the person chose (`scheme` in the form); anything unknown counts as the system's. */
export async function setSchemeAction(data: FormData): Promise<void> {
  const scheme = data.get('scheme')
  await change({ scheme: isScheme(scheme) ? scheme : 'system' })
}

/** Keeps whether the navigation is folded (`folded` = yes or no). */
export async function setFoldedAction(data: FormData): Promise<void> {
  await change({ folded: data.get('folded') === 'yes' })
}

/** Keeps whether single keys do things (`keys` = yes or no). */
export async function setKeysAction(data: FormData): Promise<void> {
  await change({ keys: data.get('keys') === 'yes' })
}
