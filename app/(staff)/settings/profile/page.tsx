import type { Metadata } from 'next'
import { cookies } from 'next/headers'
import { Card } from '@/app/_ui/card.tsx'
import { LOOK_COOKIE, parseLook } from '@/app/_ui/look.ts'
import { PageHeader } from '@/app/_ui/page-header.tsx'
import { SubmitButton } from '@/app/_ui/submit-button.tsx'
import { ThemeSwitch } from '@/app/_ui/theme-switch.tsx'
import { requireContext } from '@/lib/context.ts'
import { chooseSchemeAction, signOutEverywhereAction } from '../../shell-actions.ts'
import { WhileWritable } from '../../while-writable.tsx'
import { SettingsTabs } from '../settings-tabs.tsx'
import { EmailForm, FieldOrderForm, PasswordForm, ProfileForm } from './forms.tsx'

export const metadata: Metadata = { title: 'Profile' }

export default async function ProfilePage() {
  const { profile, email, field_order } = await requireContext()
  const { scheme } = parseLook((await cookies()).get(LOOK_COOKIE)?.value)
  return (
    <>
      <PageHeader title="Settings" />
      <SettingsTabs on="profile" />
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <Card title="You" id="you">
          <WhileWritable>
            <ProfileForm fullName={profile.full_name} phone={profile.phone} />
          </WhileWritable>
        </Card>
        <div className="grid gap-4">
          <Card title="Colour scheme" id="scheme">
            <div className="max-w-80">
              <ThemeSwitch scheme={scheme} action={chooseSchemeAction} />
            </div>
          </Card>
          <Card title="Order of the readings" id="order">
            <p className="text-ink-2">How the form asks for the readings of an RP, whichever way your kit is piped.</p>
            <FieldOrderForm order={field_order} />
          </Card>
        </div>
        <Card title="Password" id="password">
          <PasswordForm email={email} />
        </Card>
        <div className="grid gap-4">
          <Card title="Email" id="email">
            <p className="text-ink-2">
              You sign in as <span className="font-medium text-ink">{email}</span>.
            </p>
            <EmailForm />
          </Card>
          <Card title="Sign out everywhere" id="everywhere">
            <p className="text-ink-2">
              Ends every session of yours at once, on this device and on all others: for a phone that was lost.
            </p>
            <form action={signOutEverywhereAction}>
              <SubmitButton variant="secondary" pending="Signing out">
                Sign out everywhere
              </SubmitButton>
            </form>
          </Card>
        </div>
      </div>
    </>
  )
}
