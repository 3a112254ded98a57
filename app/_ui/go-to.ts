/** A page one can go to from anywhere: by the palette, and with `g` then `key`. */
export type GoTo = { label: string; href: string; key?: string }
