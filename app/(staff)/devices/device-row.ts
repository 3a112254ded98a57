import type { Tone } from '@/app/_ui/badge.tsx'
import { type Day, formatDay } from '@/lib/dates.ts'
import { type Html, html } from '@/lib/html.ts'

/** What a row of the device list shows; the words are ready. */
export type TableDevice = {
  id: string
  serial: string
  /** Whether the serial is one, and not words for none. */
  numbered: boolean
  plate: string
  customer: string
  address: string
  district: string
  due: Day | null
  /** Where the date comes from, in a word: 'imported'. */
  source: string | null
  /** Whether the date follows from a rule that is assumed. */
  assumed: boolean
  tone: Tone
  state: string
  tested: Day | null
  result: string | null
  /** Whether the reader may record a test of it. */
  record: boolean
}

/** One row, marked up as SelectTd, NameCell, DueSource and Mark of the design system are. */
export function deviceRow(device: TableDevice): Html {
  const { id, serial } = device
  const record = html`<a data-soft="" href="/record-test?device=${id}" class="btn btn-quiet btn-icon" aria-label="Record a test of ${serial}" title="Record a test"><span class="row-icon"></span></a>`
  return html`<tr><td class="tick-cell"><label><input type="checkbox" class="tick sel-row" name="ids" value="${id}" aria-label="Select ${serial}"></label></td><th scope="row" class="card-head cut" title="${serial}"><a data-soft="" href="/devices/${id}" class="row-link${device.numbered ? ' figures' : ''}">${serial}</a><span class="sub cut">${device.plate}</span></th><td data-label="Customer" title="${device.customer}, ${device.address}"><div class="two-lines place">${device.customer}<div class="sub">${device.address}</div></div></td><td data-label="Due"><div class="two-lines">${device.due === null ? missing('No date') : day(device.due)} ${source(device)}<div class="sub" title="${device.district}">${device.district}</div></div></td><td class="card-corner"><span class="badge is-${device.tone}">${device.state}</span></td><td data-label="Last test">${lastTest(device)}</td><td class="menu-cell">${device.record ? record : null}</td></tr>`
}

function day(on: Day): Html {
  return html`<time datetime="${on}" class="day">${formatDay(on)}</time>`
}

function missing(words: string): Html {
  return html`<span class="text-ink-3"><span aria-hidden="true">–</span><span class="sr-only">${words}</span></span>`
}

function source({ assumed, source: word }: TableDevice): Html | null {
  if (assumed) {
    return html`<em class="text-xs text-ink-3 not-italic underline decoration-dotted" title="The purveyor’s own rule is not on file; 12 months after the last passing test is assumed.">assumed</em>`
  }
  return word === null ? null : html`<span class="text-xs text-ink-3">${word}</span>`
}

function lastTest({ tested, result }: TableDevice): Html {
  if (tested === null) return missing('Never tested')
  if (result === null) return day(tested)
  const passed = result === 'PASS'
  return html`<span class="mark ${passed ? 'is-pass' : 'is-fail'}">${day(tested)}<span class="sr-only">, ${passed ? 'passed' : 'failed'}</span></span>`
}
