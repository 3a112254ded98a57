import { randomUUID } from 'node:crypto'
import type { Metadata } from 'next'
import { type Params, param } from '@/app/_ui/href.ts'
import { PageHeader } from '@/app/_ui/page-header.tsx'
import { Stepper } from '@/app/_ui/stepper.tsx'
import { requireContext } from '@/lib/context.ts'
import { refusalSentence } from '@/lib/errors.ts'
import { FILE_REFUSALS } from '@/lib/imports/refusal.ts'
import { UPLOAD_REFUSALS } from '@/lib/imports/upload-import.ts'
import { IMPORT_STEPS } from '../steps.ts'
import { WhileWritable } from '../../while-writable.tsx'
import { UploadForm } from './upload-form.tsx'

export const metadata: Metadata = { title: 'Import a sheet' }

export default async function NewImportPage({ searchParams }: { searchParams: Promise<Params> }) {
  const code = param(await searchParams, 'refused')
  await requireContext('imports:write')
  return (
    <>
      <PageHeader
        title="Import a sheet"
        crumbs={[{ label: 'Imports', href: '/imports' }]}
        sub="A Syncta export and a sheet of past tests are recognised by their columns. For any other sheet you say which column is what. Nothing is written before you have looked it over."
      />
      <div className="mb-6">
        <Stepper steps={IMPORT_STEPS.map((label) => ({ label }))} current={0} label="Steps of the import" />
      </div>
      <WhileWritable>
        <UploadForm form={randomUUID()} refused={code === '' ? null : sentenceOf(code)} />
      </WhileWritable>
    </>
  )
}

/** For a page without script: the code came back in the address. */
function sentenceOf(code: string): string {
  const own = Object.entries(UPLOAD_REFUSALS).find(([name]) => name === code)?.[1] ?? refusalSentence(code)
  if (own !== undefined) return own
  const found = Object.entries(FILE_REFUSALS).find(([name]) => name === code)?.[1]
  return `This file cannot be imported.${found === undefined ? '' : ` It is: ${found}`} Save the sheet as .xlsx or .csv and choose that.`
}
