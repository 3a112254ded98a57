import { TextInput } from '@/app/_ui/text-input.tsx'

/** A new password: one box, its rule below. */
export function NewPasswordInput({ error, label = 'Password' }: { error: string | undefined; label?: string }) {
  return (
    <TextInput
      label={label}
      name="password"
      type="password"
      autoComplete="new-password"
      minLength={10}
      required
      help="At least 10 characters. A few words are easier to remember than signs."
      error={error}
    />
  )
}
