'use server'

/** Stands in for an action on the design page: waits as long as a slow one would and changes nothingAction. */
export async function nothingAction(_data: FormData): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 800))
}
