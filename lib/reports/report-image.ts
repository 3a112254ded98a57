import { deflateSync } from 'node:zlib'
import sharp, { type Sharp } from 'sharp'

/** A picture ready to be put into a PDF, 8 bits a channel, without transparency. */
export interface ReportImage {
  width: number
  height: number
  colours: 1 | 3
  filter: 'FlateDecode' | 'DCTDecode'
  data: Uint8Array
}

/** A signature as ink on paper: flattened on white, grey, trimmed of empty paper, at most 900 × 300 pixels. Throws on no picture. */
export async function signatureImage(bytes: Uint8Array): Promise<ReportImage> {
  const flat = sharp(bytes, { limitInputPixels: 40_000_000 }).flatten({ background: '#fff' }).greyscale()
  const trimmed = await flat.clone().trim({ background: '#fff', threshold: 12 }).toBuffer().catch(() => flat.toBuffer())
  return raw(sharp(trimmed).resize({ width: 900, height: 300, fit: 'inside', withoutEnlargement: true }).greyscale(), 1)
}

/** A company's logo on white, at most 600 × 200 pixels. Throws on no picture. */
export async function logoImage(bytes: Uint8Array): Promise<ReportImage> {
  const flat = sharp(bytes, { limitInputPixels: 40_000_000 })
    .rotate()
    .flatten({ background: '#fff' })
    .resize({ width: 600, height: 200, fit: 'inside', withoutEnlargement: true })
    .toColourspace('srgb')
  return raw(flat, 3)
}

async function raw(picture: Sharp, colours: 1 | 3): Promise<ReportImage> {
  const { data, info } = await picture.raw().toBuffer({ resolveWithObject: true })
  const pixels = info.channels === colours ? data : pick(data, info.channels, colours)
  return { width: info.width, height: info.height, colours, filter: 'FlateDecode', data: deflateSync(pixels) }
}

function pick(data: Uint8Array, channels: number, wanted: number): Uint8Array {
  const pixels = new Uint8Array((data.length / channels) * wanted)
  for (let from = 0, to = 0; from < data.length; from += channels, to += wanted) {
    for (let each = 0; each < wanted; each += 1) pixels[to + each] = data[from + Math.min(each, channels - 1)] ?? 255
  }
  return pixels
}
