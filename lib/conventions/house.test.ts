import { expect, test } from 'vitest'
import { codeOf, importsOf, isTest, projectFiles, source } from './tree.ts'

const code = projectFiles('.ts', '.tsx').filter((file) => !file.endsWith('database.types.ts'))
const lib = code.filter((file) => file.startsWith('lib/') && !isTest(file))
const app = code.filter((file) => (file.startsWith('app/') || file === 'proxy.ts') && !isTest(file))

test('lib never imports from app, and neither imports from the embedded stack', () => {
  const wrong = [
    ...lib.flatMap((file) =>
      importsOf(file)
        .filter((path) => /(^@\/|\.\.\/)app\//.test(path))
        .map((path) => `${file} → ${path}`),
    ),
    ...[...lib, ...app].flatMap((file) =>
      importsOf(file)
        .filter((path) => path.includes('supabase/local'))
        .map((path) => `${file} → ${path}`),
    ),
  ]
  expect(wrong).toEqual([])
})

test('only the listed callers hold the service role', () => {
  const callers = [...lib, ...app].filter((file) => importsOf(file).some((path) => path.endsWith('supabase/admin.ts')))
  expect(callers.toSorted()).toEqual(
    [
      'app/api/webhooks/stripe/route.ts',
      'app/erased/[id]/page.tsx',
      'app/outbox/page.tsx',
      'lib/audit/verify-audit.ts',
      'lib/archives/bring-archive.ts',
      'lib/contact/send-message.ts',
      'lib/export/log-export.ts',
      'lib/failures/linked-quote.ts',
      'lib/files/linked-paper.ts',
      'lib/jobs/run-jobs.ts',
      'lib/portal/known-address.ts',
      'lib/privacy/run-retention.ts',
      'lib/privacy/sweep-by-hand.ts',
      'lib/security/count-attempts.ts',
      'lib/security/log-security-event.ts',
    ].toSorted(),
  )
})

test('every request makes its own client of its own cookies; nobody keeps one', () => {
  const makers = [...lib, ...app].filter((file) => /\bcreate(Server)?Client(<\w+>)?\(/.test(codeOf(file)))
  expect(makers.toSorted()).toEqual([
    'lib/accounts/change-own.ts',
    'lib/supabase/admin.ts',
    'lib/supabase/server.ts',
    'proxy.ts',
  ])
  // At the left margin stands what lives longer than a request.
  const kept = [...lib, ...app].filter((file) =>
    /^(export )?(const|let) \w+ = (await )?(supabase(Admin)?|create(Server)?Client(<\w+>)?)\(/m.test(codeOf(file)),
  )
  expect(kept).toEqual([])
})

test('data leaves only to the providers of lib/providers: nobody else is called', () => {
  const packages = [...lib, ...app].filter((file) =>
    importsOf(file).some((path) => /^(stripe|resend|twilio|undici|@anthropic-ai|node:https?)\b/.test(path)),
  )
  // It calls the database's API alone.
  expect(packages.filter((file) => !file.startsWith('lib/providers/'))).toEqual(['lib/supabase/plain-fetch.ts'])
  const callers = lib.filter((file) => /\bfetch\(/.test(codeOf(file)))
  // The gateway (pages of an export, stored reports by signed address), our own webhook and clock from the sandbox, and Mapbox, which
  // has no package for a server.
  expect(callers.toSorted()).toEqual([
    'lib/billing/move-clock.ts',
    'lib/billing/send-sandbox-event.ts',
    'lib/export/read-pages.ts',
    'lib/portal/certificates.ts',
    'lib/providers/mapbox.ts',
    'lib/supabase/plain-fetch.ts',
  ])
})

test('process.env is read in lib/env.ts alone, and clocks in lib/dates.ts alone', () => {
  expect([...lib, ...app].filter((file) => file !== 'lib/env.ts' && /process\.env\b/.test(codeOf(file)))).toEqual([])
  expect(
    [...lib, ...app].filter((file) => file !== 'lib/dates.ts' && /new Date\(|Date\.now\(/.test(codeOf(file))),
  ).toEqual([])
})

test('no any, no non-null assertion hidden from the linter, no disabled checks without a reason', () => {
  const wrong = [...lib, ...app].filter((file) => /@ts-(ignore|nocheck)|: any\b|as any\b/.test(codeOf(file)))
  expect(wrong).toEqual([])
  const silent = [...lib, ...app].filter((file) => /oxlint-disable(?!.*--)/.test(source(file)))
  expect(silent).toEqual([])
})

test('default exports stand only where Next asks for them', () => {
  const allowed =
    /(^|\/)(page|layout|error|global-error|not-found|loading|template|route|sitemap|robots|icon|opengraph-image)\.tsx?$|^(next|vitest|playwright)\.config\.ts$|^e2e\/.*config\.ts$|^proxy\.ts$/
  const named = code.filter((file) => !allowed.test(file) && /^export default\b/m.test(codeOf(file)))
  expect(named.filter((file) => !file.startsWith('supabase/tests/') && !file.startsWith('e2e/'))).toEqual([])
})

test('a file of server actions exports actions and nothing else', () => {
  const wrong: string[] = []
  for (const file of app.filter((name) => /^\s*['"]use server['"]/.test(source(name)))) {
    for (const match of source(file).matchAll(/^export (?!type\b|interface\b)(?:async )?(?:function|const) (\w+)/gm)) {
      if (!(match[1] ?? '').endsWith('Action')) wrong.push(`${file}: ${match[1]}`)
    }
    if (/^export \*|^export \{/m.test(source(file))) wrong.push(`${file}: re-export`)
  }
  expect(wrong).toEqual([])
})

test('every staff page asks who is there by itself, not only its layout', () => {
  const pages = app.filter((file) => file.startsWith('app/(staff)/') && file.endsWith('/page.tsx'))
  expect(pages.length).toBeGreaterThan(0)
  expect(pages.filter((file) => !/requireContext\(|redirect\(/.test(codeOf(file)))).toEqual([])
})

test('a page of nothing but a form closes it while the account is read-only', () => {
  const pages = app.filter((file) =>
    /^app\/\(staff\)\/.*\/(new|edit|replace|invite|\[licence\])\/page\.tsx$/.test(file),
  )
  expect(pages.length).toBeGreaterThan(15)
  // Whoever asks about their data may do so then, too.
  expect(pages.filter((file) => !codeOf(file).includes('<WhileWritable>'))).toEqual([
    'app/(staff)/settings/privacy/new/page.tsx',
  ])
})

test('proxy.ts guards nothing: it answers every request, and knows no redirect', () => {
  expect(codeOf('proxy.ts')).not.toMatch(/redirect\(|status: 40[13]/)
})

test('no barrel files', () => {
  expect(code.filter((file) => /(^|\/)index\.tsx?$/.test(file))).toEqual([])
})

test('files stay short: data, generated code and test tables apart, nobody reads 400 lines', () => {
  const data = /^supabase\/tests\/|district-data|catalogue-data|database\.types|seed-words|write-rulebook/
  const long = code.filter((file) => !data.test(file) && source(file).split('\n').length > 400)
  expect(long).toEqual([])
})
