/** Mutants nothing can tell from the original, each with the reason. */
export const EQUIVALENT: { mutant: RegExp; because: string }[] = []
