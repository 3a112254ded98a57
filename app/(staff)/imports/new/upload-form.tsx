'use client'

import { useRouter } from 'next/navigation'
import { FileForm } from '@/app/_ui/file-form.tsx'

const MOST_BYTES = 50 * 1024 * 1024

/** Chooses a sheet and sends it; the page of its import follows. `form` is its id: sent twice, it is one import. */
export function UploadForm({ form, refused }: { form: string; refused: string | null }) {
  const router = useRouter()
  return (
    <FileForm
      action="/api/imports/upload"
      label="Sheet"
      help="CSV or XLSX, up to 50 MB and 200,000 rows. Drop it on the box or choose it."
      accept=".csv,.tsv,.txt,.xlsx,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
      hidden={{ form }}
      button="Read the sheet"
      cancel="/imports"
      arrived="Checking the file"
      broken="The connection broke before the file had arrived. Nothing was kept; send it again."
      refused={refused}
      check={(file) => {
        if (file === null) return 'Choose a CSV or XLSX file first.'
        return file.size > MOST_BYTES ? 'This file is larger than 50 MB. Split the sheet and import the parts.' : null
      }}
      answered={(href) => (href === undefined ? undefined : router.push(href))}
    />
  )
}
