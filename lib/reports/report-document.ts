import { deflateSync } from 'node:zlib'
import { PDFContext, PDFHexString, PDFRawStream, PDFString, PDFWriter, type PDFRef } from '@cantoo/pdf-lib'
import { PAGE, type ReportCanvas } from './report-canvas.ts'
import type { ReportImage } from './report-image.ts'

export interface DocumentFacts {
  title: string
  author: string
  subject: string
  /** ISO instant; the same facts give the same bytes. */
  madeAt: string
}

/** The finished PDF, a page for each canvas. The same canvases and facts give the same bytes. */
export async function writeDocument(
  canvases: readonly ReportCanvas[],
  images: ReadonlyMap<string, ReportImage>,
  facts: DocumentFacts,
): Promise<Uint8Array> {
  const context = PDFContext.create()
  const pictures: Record<string, PDFRef> = {}
  for (const [name, image] of images) {
    pictures[name] = context.register(
      PDFRawStream.of(
        context.obj({
          Type: 'XObject',
          Subtype: 'Image',
          Width: image.width,
          Height: image.height,
          ColorSpace: image.colours === 1 ? 'DeviceGray' : 'DeviceRGB',
          BitsPerComponent: 8,
          Filter: image.filter,
          ...(image.predicted
            ? { DecodeParms: { Predictor: 15, Colors: image.colours, BitsPerComponent: 8, Columns: image.width } }
            : {}),
          Length: image.data.length,
        }),
        image.data,
      ),
    )
  }
  const pages = context.nextRef()
  const kids = canvases.map((canvas) => {
    const fonts: Record<string, PDFRef> = {}
    for (const name of canvas.fonts.names()) fonts[name] = canvas.fonts.register(name, context)
    const content = deflateSync(canvas.content(), { level: 6 })
    const stream = context.register(
      PDFRawStream.of(context.obj({ Length: content.length, Filter: 'FlateDecode' }), content),
    )
    return context.register(
      context.obj({
        Type: 'Page',
        Parent: pages,
        MediaBox: [0, 0, PAGE.width, PAGE.height],
        Resources: { Font: fonts, XObject: pictures },
        Contents: stream,
      }),
    )
  })
  context.assign(pages, context.obj({ Type: 'Pages', Kids: kids, Count: kids.length }))
  const day = PDFString.of(`D:${facts.madeAt.replace(/\D/g, '').slice(0, 14).padEnd(14, '0')}Z`)
  context.trailerInfo.Root = context.register(
    context.obj({
      Type: 'Catalog',
      Pages: pages,
      Lang: PDFString.of('en-US'),
      ViewerPreferences: { DisplayDocTitle: true },
    }),
  )
  context.trailerInfo.Info = context.register(
    context.obj({
      Title: PDFHexString.fromText(facts.title),
      Author: PDFHexString.fromText(facts.author),
      Subject: PDFHexString.fromText(facts.subject),
      Creator: PDFString.of('FlowTrack Pro'),
      Producer: PDFString.of('FlowTrack Pro'),
      CreationDate: day,
      ModDate: day,
    }),
  )
  return PDFWriter.forContext(context, Number.POSITIVE_INFINITY).serializeToBuffer()
}
