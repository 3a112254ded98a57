/** A rule of the catalogue that is broken: by what, and how. */
export type Flaw = { object: string; what: string }
