import { Banner } from '@/app/_ui/banner.tsx'
import { LinkButton } from '@/app/_ui/button.tsx'
import type { ImportOnFile } from '@/lib/imports/queries.ts'
import { numberWords } from '../words.ts'
import { ReadAgain } from './import-buttons.tsx'

/** Why a sheet could not be read, where, and what to do. Nothing of it was written. */
export function Refused({ found, write }: { found: ImportOnFile; write: boolean }) {
  const { refusal } = found
  const said = refusal?.sentence ?? ''
  // Many sentences name the place themselves.
  const place = [
    refusal?.row === undefined || /\brow \d/.test(said) ? '' : `row ${numberWords(refusal.row)}`,
    refusal?.column === undefined || said.includes(refusal.column) ? '' : `column “${refusal.column}”`,
  ].filter((part) => part !== '')
  const where = place.length === 0 ? '' : ` Found in ${place.join(', ')}.`
  return (
    <div className="grid max-w-prose gap-4">
      <Banner tone="danger">
        {refusal?.sentence ?? 'This sheet could not be read.'}
        {where}
      </Banner>
      <p className="text-ink-2">
        Nothing of it was written. Correct the file and bring it in again, or try another one.
      </p>
      {write ? (
        <div className="flex flex-wrap items-start gap-2">
          <LinkButton href="/imports/new" variant="primary">
            Import another file
          </LinkButton>
          {found.header === null ? null : (
            <LinkButton href={`/imports/${found.id}?step=columns`}>Map the columns</LinkButton>
          )}
          {found.state === 'failed' ? <ReadAgain id={found.id} /> : null}
        </div>
      ) : null}
    </div>
  )
}
