/** The reference under which the fault stands in the log, for whoever asks for help. */
export function ErrorReference({ error }: { error: unknown }) {
  const digest = error instanceof Error && 'digest' in error ? String(error.digest) : ''
  if (digest === '') return null
  return (
    <p>
      If it happens again, tell us this reference: <span className="figures select-all">{digest}</span>
    </p>
  )
}
