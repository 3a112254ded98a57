import { readFileSync } from 'node:fs'
import { PDFDocument } from '@cantoo/pdf-lib'
import fc from 'fast-check'
import sharp from 'sharp'
import { extractText } from 'unpdf'
import { describe, expect, test } from 'vitest'
import { drawTestReport } from './draw-test-report.ts'
import { clean, ReportCanvas, wrapped } from './report-canvas.ts'
import { reportFacts } from './report-facts.ts'
import { fullestFixture, reportFixture } from './report-fixture.ts'
import { signatureImage, signaturePng } from './report-image.ts'
import { readTrueType } from './truetype.ts'

const CODE = 'a3f29c4be01d88f7a3f29c4be01d88f7a3f29c4b'
const VERIFY = { origin: 'https://flowtrack.example', code: CODE }
const NONE = { signature: null, logo: null }

async function textOf(bytes: Uint8Array): Promise<string> {
  const { text, totalPages } = await extractText(Uint8Array.from(bytes), { mergePages: true })
  expect(totalPages).toBe(1)
  return text.replace(/\s+/g, ' ')
}
const draw = (data = reportFixture()) => drawTestReport(reportFacts(data), NONE, VERIFY)

describe('a report', () => {
  test('says everything that applies, in letters that can be copied out again', async () => {
    const text = await textOf(await draw())
    for (const words of [
      'PASS',
      'Field test report',
      'Report 3F2A91BC',
      'Coastal Backflow Testing',
      'Licence CFC-1429981',
      'Palm Beach County Water Utilities',
      'PWS ID FL4504393',
      'Harbor Point Plaza',
      '12 Dock Street',
      'Dana Fields',
      'Reduced pressure principle assembly',
      'Wilkins',
      '975XL2',
      'A127841',
      '3/4 in',
      'Behind the dumpster',
      'Mar 4, 2027 at 2:30 PM',
      'Annual or recurring',
      'Test due Mar 4, 2028',
      '68 psi',
      '2.4 psid',
      '6.2 psid',
      '3.8 psid',
      '≥ 5.0, > relief',
      'José Nguyễn',
      'BAT-204417',
      'Jun 30, 2028',
      'ASSE International',
      'Mid-West 845-5',
      '08241177',
      'Nov 2, 2026',
      'Nov 2, 2027',
      'I certify that this report is accurate',
      'USC 10th edition',
      'assumed',
      'flowtrack.example/verify/',
      'a3f29 c4be0',
    ]) {
      expect(text).toContain(words)
    }
  })

  test('names the failing readings and the repair deadline', async () => {
    const failing = reportFixture('DC', {
      initial: { main: { cv1HundredthsPsid: 90, cv2State: 'leaked' }, bypass: null },
    })
    const text = await textOf(await draw(failing))
    for (const words of [
      'FAIL',
      'Check 1 held 0.9 psid, 0.1 below the limit of 1.0.',
      'Check 2 leaked.',
      'Repair and retest by Apr 3, 2027',
    ]) {
      expect(text).toContain(words)
    }
    expect(text).not.toContain('PASS')
  })

  test('keeps to one page however much there is, and says where it was cut', async () => {
    const text = await textOf(await draw(fullestFixture()))
    for (const words of [
      'This report supersedes report 77AA02DE',
      'Cut to fit',
      'Bypass relief valve opened at',
      'did not open',
      'B-11883-77',
      'Final test, after repair',
    ]) {
      expect(text).toContain(words)
    }
  })

  test('tells what the rules concluded when it is certified against them', async () => {
    const data = reportFixture(
      'RP',
      {},
      { record: { certified_result: 'FAIL', certify_reason: 'The seat is cracked.' } },
    )
    expect(await textOf(await draw(data))).toContain(
      'The rules conclude pass; the tester certifies fail. Reason: The seat is cracked.',
    )
  })

  test('is the same bytes for the same record', async () => {
    const [one, two] = await Promise.all([draw(), draw()])
    expect(Buffer.from(one).equals(Buffer.from(two))).toBe(true)
  })

  test('names itself, its language and its author', async () => {
    const document = await PDFDocument.load(await draw(), { updateMetadata: false })
    expect(document.getTitle()).toBe('Backflow test report 3F2A91BC, PASS, serial A127841, Mar 4, 2027')
    expect(document.getAuthor()).toBe('Coastal Backflow Testing')
    expect(String(document.catalog.get(document.context.obj('Lang') as never) ?? document.getLanguage?.())).toContain(
      'en-US',
    )
  })

  test('is drawn from a record that lacks almost everything', async () => {
    const bare = reportFixture(
      'AVB',
      { initial: { main: { inspectionOutcome: 'acceptable' }, bypass: null } },
      {
        record: {
          tested_at: null,
          tester_name: null,
          cert_no: null,
          gauge_name: null,
          gauge_serial: null,
          snapshot: {},
          checks: [],
          signed_at: null,
        },
      },
    )
    expect(await textOf(await draw(bare))).toContain('Serial none')
  })

  test.each([
    '李明 和 陈静',
    'مريم السقا',
    '\u202egnihtemos sdrawkcab',
    'e\u0301\u0301\u0301 n\u0303',
    '👩‍🔧🏽 emoji',
    '\ud800 lone',
    '\u0000\u0007\u001b[31m',
    'a'.repeat(4000),
    '   ',
    '\u00ad\u200b\ufeff',
  ])('%j breaks nothing', async (text) => {
    const data = reportFixture(
      'RP',
      {},
      {
        device: { serial: text, manufacturer: text, location_on_site: text },
        record: { remarks: text, tester_name: text },
      },
    )
    await textOf(await draw(data))
  })

  test('property: no line is wider than it may be', () => {
    const any = fc.string({ unit: 'binary', maxLength: 200 })
    fc.assert(
      fc.property(
        any,
        fc.integer({ min: 30, max: 500 }),
        fc.constantFrom('regular', 'bold', 'mono'),
        (text, width, font) => {
          const drawn = new ReportCanvas().text(0, 0, text, { size: 9, font, width })
          expect(drawn).toBeLessThanOrEqual(width)
        },
      ),
      { numRuns: 1000 },
    )
  })
})

describe('pictures', () => {
  const ink = (colour: string) =>
    sharp(
      Buffer.from(
        `<svg xmlns="http://www.w3.org/2000/svg" width="400" height="160"><path d="M20 80 L380 90" stroke="${colour}" stroke-width="4"/></svg>`,
      ),
    )
      .png()
      .toBuffer()

  test('a signature is trimmed to its ink and put in as it is stored', async () => {
    const png = await signaturePng(await ink('black'))
    expect(png).not.toBeNull()
    const image = await signatureImage(png ?? Buffer.alloc(0))
    expect(image).toMatchObject({ colours: 1, predicted: true })
    expect(image.height).toBeLessThan(40)
    const bytes = await drawTestReport(reportFacts(reportFixture()), { signature: image, logo: null }, VERIFY)
    await textOf(bytes)
  })

  test('an empty sheet is no signature, and no picture is none either', async () => {
    expect(await signaturePng(await ink('none'))).toBeNull()
    await expect(signaturePng(Buffer.from('hello'))).rejects.toThrow()
    expect((await signatureImage(await ink('black'))).colours).toBe(1)
  })
})

describe('type', () => {
  const font = readTrueType(readFileSync('node_modules/geist/dist/fonts/geist-sans/Geist-Regular.ttf'))

  test('a cut has what was asked for, with the parts of composed letters, and is a font again', () => {
    const wanted = ['A', 'é', 'ễ'].map((letter) => font.glyphOf(letter.codePointAt(0) ?? 0))
    expect(wanted.every((glyph) => glyph > 0)).toBe(true)
    const { bytes, glyphs } = font.subset(wanted)
    expect(glyphs.slice(0, 4)).toEqual([0, ...wanted])
    expect(bytes.length).toBeLessThan(8000)
    expect(new DataView(bytes.buffer).getUint32(0)).toBe(0x00010000)
  })

  test('what the font does not have is the box, not a fault', () => {
    expect(font.glyphOf('李'.codePointAt(0) ?? 0)).toBe(0)
    expect(font.advanceOf(0)).toBeGreaterThan(0)
  })

  test('property: wrapped lines keep every word and stay inside', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), fc.integer({ min: 20, max: 300 }), (text, width) => {
        const lines = wrapped(text, 'regular', 8, width)
        expect(lines.join('').replaceAll(' ', '')).toBe(clean(text.replace(/[\r\n]/g, ' ')).replaceAll(' ', ''))
      }),
      { numRuns: 1000 },
    )
  })
})
