import { TextLink } from '@/app/_ui/text-link.tsx'
import { CONTACT_DAYS } from '@/lib/contact/schema.ts'
import { SitePage } from '../site-page.tsx'
import { ContactForm } from './form.tsx'
import { siteMetadata } from '../site-metadata.ts'

export const generateMetadata = () =>
  siteMetadata('/contact', {
    title: 'Contact',
    description: 'Write to FlowTrack Pro: questions, privacy requests, flaws you found.',
  })

export default function ContactPage() {
  return (
    <SitePage
      title="Contact"
      lead="Questions before you start, a request about your data, a flaw you found: write, and a person answers by email."
    >
      <ContactForm />
      <p className="max-w-prose text-sm text-ink-3">
        If you are the customer of a testing company, write to that company first: it holds your records. What you send
        here is read by our staff alone and deleted after {CONTACT_DAYS} days.{' '}
        <TextLink href="/privacy">Privacy policy</TextLink>
      </p>
    </SitePage>
  )
}
