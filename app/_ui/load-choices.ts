import type { Choice, FilterChoices } from '@/lib/lists/filter-choices.ts'

/** Asks for the choices of filters; null where the connection or the server fails. */
export async function loadChoices(): Promise<FilterChoices | null> {
  try {
    const answer = await fetch('/api/choices')
    const body: unknown = answer.ok ? await answer.json() : null
    return isChoices(body) ? body : null
  } catch {
    return null
  }
}

function isChoices(body: unknown): body is FilterChoices {
  return (
    isRecord(body) &&
    [body.districts, body.cities, body.testers].every((one) => Array.isArray(one) && one.every(isChoice))
  )
}

function isChoice(value: unknown): value is Choice {
  return isRecord(value) && typeof value.value === 'string' && typeof value.label === 'string'
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
