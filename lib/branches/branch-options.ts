type Branch = { id: string; name: string }

/** The branches a customer may be given by this person: whoever works in one gives their own, by itself. */
export const branchesToChoose = (context: {
  branches: readonly Branch[]
  branch_id: string | null
}): readonly Branch[] => (context.branch_id === null ? context.branches : [])

export const branchOptions = (branches: readonly Branch[]): { value: string; label: string }[] =>
  branches.map(({ id, name }) => ({ value: id, label: name }))
