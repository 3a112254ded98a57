/** The steps of an import, in order. */
export const IMPORT_STEPS = ['Read', 'Columns', 'Review', 'Commit', 'Report'] as const
