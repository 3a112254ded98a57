'use client'

import { useRouter } from 'next/navigation'
import { FileForm } from '@/app/_ui/file-form.tsx'

/** Chooses an archive and sends it; the page then shows what is in. */
export function ArchiveForm({ refused }: { refused: string | null }) {
  const router = useRouter()
  return (
    <FileForm
      action="/api/account/archive"
      label="Archive file"
      help="The ZIP file of a data export, as it was downloaded."
      accept=".zip,application/zip"
      button="Bring it in"
      cancel="/settings/export"
      arrived="Checking the archive and writing its rows"
      broken="The connection broke. Reload the page: it shows whether the archive is in."
      refused={refused}
      check={(file) => (file === null ? 'Choose the ZIP file of an export first.' : null)}
      answered={() => router.refresh()}
    />
  )
}
