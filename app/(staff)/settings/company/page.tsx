import type { Metadata } from 'next'
import { Card } from '@/app/_ui/card.tsx'
import { Banner } from '@/app/_ui/banner.tsx'
import { DescriptionList } from '@/app/_ui/description-list.tsx'
import { PageHeader } from '@/app/_ui/page-header.tsx'
import { formatPhone } from '@/lib/customers/phone.ts'
import { listNoticeEmails } from '@/lib/companies/notice-emails.ts'
import { getCompany } from '@/lib/companies/queries.ts'
import { TIME_ZONES } from '@/lib/companies/time-zones.ts'
import { requireContext } from '@/lib/context.ts'
import { SettingsTabs } from '../settings-tabs.tsx'
import { CompanyForm, LogoForm, SettingsForm } from './forms.tsx'
import { NoticeEmails } from './notice-emails.tsx'

export const metadata: Metadata = { title: 'Company settings' }

export default async function CompanySettingsPage() {
  const context = await requireContext('company:read')
  const company = await getCompany(context.db, context.company.id)
  const change = context.may('company:write') && context.company.writable
  const notices = change ? await listNoticeEmails(context.db) : []
  const place = [company.line1, company.line2, [company.city, company.state, company.zip].filter(Boolean).join(' ')]
  return (
    <>
      <PageHeader title="Settings" />
      <SettingsTabs on="company" />
      {change ? (
        <div className="grid items-start gap-4 xl:grid-cols-2">
          <Card title="Company" id="company">
            <CompanyForm company={company} />
          </Card>
          <div className="grid gap-4">
            <Card title="Dates, reports and photos" id="settings">
              <SettingsForm settings={company.settings} />
            </Card>
            <Card title="Logo" id="logo">
              <LogoForm fileId={company.logo_file_id} />
            </Card>
            <Card title="Notices" id="notices">
              <NoticeEmails emails={notices} />
            </Card>
          </div>
        </div>
      ) : (
        <div className="grid max-w-form gap-4">
          <Banner>
            {context.may('company:write')
              ? 'This account is read-only, so the settings cannot be changed now.'
              : 'Only an admin changes these. Yours alone is the profile.'}
          </Banner>
          <DescriptionList
            facts={[
              { label: 'Name', value: company.name },
              { label: 'Address', value: place.filter(Boolean).join(', ') },
              { label: 'Phone', value: formatPhone(company.phone ?? '') },
              { label: 'Email', value: company.email },
              { label: 'Licence line', value: company.licence_text },
              {
                label: 'Time zone',
                value: TIME_ZONES.find(({ value }) => value === company.time_zone)?.label ?? company.time_zone,
              },
              { label: 'Due soon', value: `${company.settings.due_soon_days} days ahead` },
              { label: 'Our target', value: `${company.settings.target_lead_days} days before the purveyor’s date` },
              { label: 'Photos of visits', value: `kept ${company.settings.photo_days} days` },
              { label: 'Certification sentence', value: company.settings.certification_sentence },
            ]}
          />
        </div>
      )}
    </>
  )
}
