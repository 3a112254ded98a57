'use client'

import { DialogButton } from '@/app/_ui/dialog.tsx'
import { DialogClose } from '@/app/_ui/dialog-body.tsx'
import { FormErrorSummary } from '@/app/_ui/form-error-summary.tsx'
import { useFormAction } from '@/app/_ui/heard.ts'
import { Select } from '@/app/_ui/select.tsx'
import { SubmitButton } from '@/app/_ui/submit-button.tsx'
import { TextInput } from '@/app/_ui/text-input.tsx'
import { shownState } from '@/lib/accounts/shown-state.ts'
import { branchOptions } from '@/lib/branches/branch-options.ts'
import { addBranchAction, fillBranchAction, removeBranchAction, renameBranchAction } from './actions.ts'

type Branch = { id: string; name: string }

/** A new branch; `id` is made by the page, and a fresh one comes with each answer. */
export function AddBranchForm({ id }: { id: string }) {
  const [state, action] = useFormAction(addBranchAction)
  const { errors, message } = shownState(state)
  return (
    <form action={action} className="grid gap-3">
      <FormErrorSummary message={message} errors={errors} />
      <input type="hidden" name="id" value={state.status === 'done' && state.id !== undefined ? state.id : id} />
      <TextInput
        label="Name"
        name="name"
        required
        maxLength={80}
        autoComplete="off"
        placeholder="Palm Beach"
        error={errors.name}
        defaultValue={state.status === 'refused' ? state.values.name : ''}
      />
      <div className="flex flex-wrap items-center gap-3">
        <SubmitButton pending="Saving">Add the branch</SubmitButton>
        {state.status === 'done' ? <output>{state.message}</output> : null}
      </div>
    </form>
  )
}

/** Name of a branch, and the way to take it away. */
export function BranchRow({ branch, empty }: { branch: Branch; empty: boolean }) {
  return (
    <div className="flex flex-wrap gap-2 sm:justify-end">
      <DialogButton variant="quiet" trigger="Rename" title={`Rename ${branch.name}`}>
        <RenameForm branch={branch} />
      </DialogButton>
      {empty ? (
        <DialogButton variant="quiet" trigger="Remove" title={`Remove ${branch.name}`}>
          <RemoveForm id={branch.id} />
        </DialogButton>
      ) : null}
    </div>
  )
}

function RenameForm({ branch }: { branch: Branch }) {
  const [state, action] = useFormAction(renameBranchAction)
  const { errors, message } = shownState(state)
  return (
    <form action={action} className="grid gap-4">
      <FormErrorSummary message={message} errors={errors} ids="rename" />
      <input type="hidden" name="id" value={branch.id} />
      <TextInput
        label="Name"
        name="name"
        id="rename-name"
        required
        maxLength={80}
        autoComplete="off"
        error={errors.name}
        defaultValue={state.status === 'refused' ? state.values.name : branch.name}
      />
      <div className="flex flex-wrap items-center gap-2">
        <SubmitButton pending="Saving">Save</SubmitButton>
        <DialogClose />
        {state.status === 'done' ? <output>{state.message}</output> : null}
      </div>
    </form>
  )
}

function RemoveForm({ id }: { id: string }) {
  const [state, action] = useFormAction(removeBranchAction)
  const { errors, message } = shownState(state)
  return (
    <form action={action} className="grid gap-4">
      <FormErrorSummary message={message} errors={errors} />
      <p className="text-ink-2">Nobody works in it and no customer belongs to it, so nothing else changes.</p>
      <input type="hidden" name="id" value={id} />
      <div className="flex flex-wrap gap-2">
        <SubmitButton variant="danger" pending="One moment">
          Remove
        </SubmitButton>
        <DialogClose />
      </div>
    </form>
  )
}

/** Gives a branch the customers that belong to none. */
export function FillBranchForm({ branches, cities }: { branches: readonly Branch[]; cities: readonly string[] }) {
  const [state, action] = useFormAction(fillBranchAction)
  const { errors, message } = shownState(state)
  return (
    <form action={action} className="grid gap-3">
      <FormErrorSummary message={message} errors={errors} />
      <div className="grid items-start gap-3 sm:grid-cols-2">
        <Select
          label="With a site in"
          name="city"
          placeholder="Any city"
          options={cities.map((city) => ({ value: city, label: city }))}
        />
        <Select label="Give them to" name="branch_id" required options={branchOptions(branches)} />
      </div>
      <div className="flex flex-wrap items-center gap-3">
        <SubmitButton variant="secondary" pending="Moving">
          Move the customers
        </SubmitButton>
        {state.status === 'done' ? <output>{state.message}</output> : null}
      </div>
    </form>
  )
}
