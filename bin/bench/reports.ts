import { PDFDocument } from 'pdf-lib'
import { drawTestReport } from '../../lib/reports/draw-test-report.ts'
import { reportFacts } from '../../lib/reports/report-facts.ts'
import { fullestFixture } from '../../lib/reports/report-fixture.ts'
import { interleave, type Ratio } from './pairs.ts'

/** Finished reports a second against pdf-lib filling and flattening a form of 60 fields. */
export async function benchReports(): Promise<Ratio[]> {
  const form = await formOfSixty()
  const data = fullestFixture()
  const verification = { code: 'f'.repeat(40), origin: 'https://flowtrack.example' }
  const rate = await interleave(
    7,
    () => perSecond(() => drawTestReport(reportFacts(data), { signature: null, logo: null }, verification)),
    () => perSecond(() => fillAndFlatten(form)),
  )
  return [
    {
      name: 'reports drawn / 60-field forms filled and flattened',
      goal: '≥ 5',
      unit: 'per second',
      ...rate,
      holds: rate.ratio >= 5,
      limit: 'deflating the page and its font subset',
    },
  ]
}

async function perSecond(make: () => Promise<unknown>): Promise<number> {
  const started = performance.now()
  let made = 0
  while (performance.now() - started < 1500) {
    await make()
    made += 1
  }
  return (made * 1000) / (performance.now() - started)
}

async function formOfSixty(): Promise<Uint8Array> {
  const document = await PDFDocument.create()
  const page = document.addPage([612, 792])
  for (let index = 0; index < 60; index += 1) {
    const field = document.getForm().createTextField(`field.${index}`)
    field.addToPage(page, { x: 36 + (index % 3) * 180, y: 740 - Math.floor(index / 3) * 34, width: 170, height: 22 })
  }
  return document.save()
}

async function fillAndFlatten(bytes: Uint8Array): Promise<Uint8Array> {
  const document = await PDFDocument.load(bytes)
  const form = document.getForm()
  for (let index = 0; index < 60; index += 1) form.getTextField(`field.${index}`).setText(`Reading ${index} 5.2 psid`)
  form.flatten()
  return document.save()
}
