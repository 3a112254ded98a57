import localFont from 'next/font/local'

/** Letters and figures of English: small, and asked for before the styles have arrived. */
const geist = localFont({
  src: '../node_modules/@fontsource-variable/geist/files/geist-latin-wght-normal.woff2',
  variable: '--font-geist-latin',
  weight: '100 900',
  adjustFontFallback: false,
})

/** Every other letter the same face has, fetched where a name needs one. */
const geistFurther = localFont({
  src: '../node_modules/geist/dist/fonts/geist-sans/Geist-Variable.woff2',
  variable: '--font-geist-further',
  weight: '100 900',
  preload: false,
  adjustFontFallback: false,
  declarations: [
    {
      prop: 'unicode-range',
      value:
        'U+100-130, U+132-151, U+154-2BA, U+2BD-2C5, U+2C7-2D9, U+2DB, U+2DD-303, U+305-307, U+309-328, U+32A-1FFF, U+20A0-20AB, U+20AD-20C0, U+2113, U+2C60-2C7F, U+2DE0-2DFF, U+A640-A7FF',
    },
  ],
})

/** Serials, readings, money: English alone; a rare letter stands in the system's own face. */
const geistMono = localFont({
  src: '../node_modules/@fontsource-variable/geist-mono/files/geist-mono-latin-wght-normal.woff2',
  variable: '--font-geist-mono',
  weight: '100 900',
  preload: false,
  adjustFontFallback: false,
})

/** The class that names the fonts of styles/tokens.css. */
export const fontNames = `${geist.variable} ${geistFurther.variable} ${geistMono.variable}`
