import type { ReactNode } from 'react'
import { TextLink } from '@/app/_ui/text-link.tsx'
import { formatDay } from '@/lib/dates.ts'
import { currentVersion, POLICIES, type PolicyName } from '@/lib/policies/policy-versions.ts'
import { SiteSection } from './site-page.tsx'
import { SiteTable } from './site-table.tsx'

/** Below the title of a policy: which version holds, since when. */
export function PolicyInForce({ policy, children }: { policy: PolicyName; children?: ReactNode }) {
  const { version, on } = currentVersion(policy)
  return (
    <p>
      Version {version}, in force since {formatDay(on)}. {children}
      <TextLink href="#changes">What changed</TextLink>
    </p>
  )
}

/** At the end of a policy: every version it had; the mail about a new one leads here. */
export function PolicyChanges({ policy, children }: { policy: PolicyName; children?: ReactNode }) {
  return (
    <SiteSection id="changes" title="Changes">
      <p>
        Each version has its date here, and everybody with an account gets one email when a new one comes.
        {children}
      </p>
      <SiteTable
        head={['Version', 'Since', 'What changed']}
        rows={POLICIES[policy].versions.map((each) => [
          String(each.version),
          formatDay(each.on),
          each.changed.join(' '),
        ])}
      />
    </SiteSection>
  )
}
