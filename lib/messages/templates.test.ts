import fc from 'fast-check'
import { expect, test } from 'vitest'
import { source } from '../conventions/tree.ts'
import { POLICIES, POLICY_NAMES } from '../policies/policy-versions.ts'
import { isLoopback } from './is-loopback.ts'
import { renderMessage } from './templates.ts'

const ORIGIN = 'https://flow.example'
const invitation = {
  token: 'a'.repeat(40),
  role: 'office',
  full_name: 'Ann Lee',
  company: 'Bay Backflow',
  invited_by: 'Sam Ortiz',
}

test('an invitation says who, what, as whom and until when, with its link', () => {
  const mail = renderMessage('invitation', invitation, ORIGIN)
  expect(mail.subject).toBe('Sam Ortiz invites you to Bay Backflow')
  expect(mail.link).toBe(`${ORIGIN}/invite/${invitation.token}`)
  expect(mail.text).toContain('as office staff')
  expect(mail.text).toContain(mail.link)
  expect(mail.text).toContain('seven days')
})

test.each(['signup', 'recovery', 'email_change'])('%s carries the link of the sign-in service', (kind) => {
  const link = `${ORIGIN}/auth/confirm?token_hash=abc&type=${kind}`
  const mail = renderMessage(kind, { link }, ORIGIN)
  expect(mail.link).toBe(link)
  expect(mail.text).toContain(link)
  expect(mail.html).toContain('&#38;type=')
})

test.each(POLICY_NAMES)('news of a policy names it and leads to what changed: %s', (policy) => {
  const mail = renderMessage('policy_changed', { policy, version: 2 }, ORIGIN)
  const { path, news } = POLICIES[policy]
  expect(mail.subject).toBe(news)
  expect(mail.link).toBe(`${ORIGIN}${path}#changes`)
  expect(mail.text).toContain('Version 2 is in force')
  expect(source(`app/(site)${path}/page.tsx`)).toContain(`<PolicyChanges policy="${policy}"`)
})

test('an unknown kind and missing data throw, so that the message stays queued', () => {
  expect(() => renderMessage('newsletter', {}, ORIGIN)).toThrow('unknown kind')
  expect(() => renderMessage('invitation', { token: 'x' }, ORIGIN)).toThrow()
})

test('names can neither add a header nor markup', () => {
  const name = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom('a\r\nBcc: x@example.com', '<img src=x onerror=1>', '"><script>'),
  )
  fc.assert(
    fc.property(name, name, (company, person) => {
      const mail = renderMessage(
        'invitation',
        { ...invitation, company, invited_by: person, full_name: person },
        ORIGIN,
      )
      expect(mail.subject).not.toMatch(/[\r\n]/)
      expect(mail.html.match(/<(?!\/?(?:html|body|div|p|a|!doctype)\b)/i)).toBeNull()
      expect(mail.html.match(/<a /g)).toHaveLength(1)
    }),
    { numRuns: 1000 },
  )
})

test('this machine is known by its names', () => {
  for (const host of ['localhost', 'LOCALHOST', '127.0.0.1', '127.9.9.9', '::1', '[::1]', '::ffff:127.0.0.1']) {
    expect(isLoopback(host), host).toBe(true)
  }
  for (const host of [
    '',
    'unknown',
    '10.0.0.1',
    'localhost.evil.example',
    '127.0.0.1.evil.example',
    '1127.0.0.1',
    '::2',
  ]) {
    expect(isLoopback(host), host).toBe(false)
  }
})

test('the hosted sign-in service says the same as our own mail, and its links lead to our page', () => {
  const link = 'https://flow.example/auth/confirm?token_hash=t&type='
  const files = { signup: 'confirmation', recovery: 'recovery', email_change: 'email_change' }
  const portal = { link: 'https://flow.example/portal/sign-in/link?token_hash=t', code: '{{ .Token }}' }
  // A customer's first sign-in confirms the address too, so hosted Supabase mails it by the other template.
  for (const name of ['magic_link', 'confirmation']) {
    const hosted = source(`supabase/templates/${name}.html`)
    expect(hosted).toContain('{{ .SiteURL }}/portal/sign-in/link?token_hash={{ .TokenHash }}')
    for (const paragraph of renderMessage('magiclink', portal, 'https://flow.example').text.split('\n\n').slice(0, -2))
      expect(hosted).toContain(paragraph)
  }
  for (const [kind, name] of Object.entries(files)) {
    const hosted = source(`supabase/templates/${name}.html`)
    expect(hosted).toContain(
      `{{ .SiteURL }}/auth/confirm?token_hash={{ .TokenHash }}&type=${kind}&next={{ .RedirectTo }}`,
    )
    const message = renderMessage(kind, { link: link + kind }, 'https://flow.example')
    for (const paragraph of message.text.split('\n\n').slice(0, -2)) expect(hosted).toContain(paragraph)
    expect(source('supabase/config.toml')).toContain(
      `[auth.email.template.${name}]\nsubject = "${message.subject}"\ncontent_path = "./supabase/templates/${name}.html"`,
    )
  }
})
