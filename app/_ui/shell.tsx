'use client'

import { Check, ChevronsUpDown } from 'lucide-react'
import type { ReactNode } from 'react'
import { Brand } from './brand.tsx'
import { Commands } from './commands.tsx'
import { ToToday } from './every-page.tsx'
import { FoldButton } from './fold-button.tsx'
import { Icon } from './icon.tsx'
import type { Look } from './look.ts'
import { setFoldedAction, setKeysAction } from './look-actions.ts'
import { Menu, MenuItem } from './menu.tsx'
import { NavLinks } from './nav-links.tsx'
import { NAV, type NavId } from './nav.ts'
import { NOTHING_TITLE, NOTHING_WHY } from './nothing-here.ts'
import { PageHeader } from './page-header.tsx'
import { PersonMenu } from './person-menu.tsx'
import { Toaster } from './toast.tsx'

type Action = (data: FormData) => Promise<void>
export type ShellCompany = { id: string; name: string }
export type ShellProps = {
  /** The pages of NAV that this person may see. */
  nav: readonly NavId[]
  person: { name: string; email: string; role: string }
  company: ShellCompany
  /** All companies of this person; with one there is no switcher. */
  companies: readonly ShellCompany[]
  /** Offices of the company; with none nothing is shown. */
  branches: readonly ShellCompany[]
  /** The one that is seen; null: all. */
  branch: ShellCompany | null
  /** Receives `branch_id`, empty for all; null for whoever stays in theirs. */
  switchBranch: Action | null
  look: Look
  /** Receives `company_id`. */
  switchCompany: Action
  signOut: Action
  /** A Banner with `bar`; at most one. */
  banner?: ReactNode
  children: ReactNode
}

/** The frame around every page of the staff: skip link, banner, navigation, top bar, page, messages. */
export function Shell(props: ShellProps) {
  const { person, company, companies, branches, look, signOut, banner, children } = props
  const nav = NAV.filter(({ id }) => props.nav.includes(id))
  const goTo = nav.map(({ label, href, key }) => ({ label, href, key }))
  return (
    <>
      <a href="#main" className="skip-link">
        Skip to the page
      </a>
      {banner}
      <div className="shell" data-folded={look.folded || undefined}>
        <nav id="nav" popover="auto" className="nav" aria-label="Main">
          <div className="flex items-center justify-between">
            <a data-soft="" href="/today" className="nav-brand rounded-md" aria-label="FlowTrack Pro, today">
              <Brand />
            </a>
            <button
              type="button"
              className="btn btn-quiet btn-icon only-phone"
              popoverTarget="nav"
              aria-label="Close the navigation"
            >
              <Icon name="close" />
            </button>
          </div>
          <NavLinks items={nav} />
          <FoldButton folded={look.folded} action={setFoldedAction} />
        </nav>
        <div className="min-w-0">
          <header className="shell-top">
            <button
              type="button"
              className="btn btn-quiet btn-icon only-phone"
              popoverTarget="nav"
              aria-label="Open the navigation"
            >
              <Icon name="menu" />
            </button>
            <Commands goTo={goTo} keys={look.keys} setKeysAction={setKeysAction} />
            <div className="ms-auto flex min-w-0 items-center gap-1">
              <SwitchMenu
                name="company_id"
                what="company"
                current={company}
                choices={companies}
                choose={companies.length < 2 ? null : props.switchCompany}
              />
              {branches.length === 0 ? null : (
                <SwitchMenu
                  name="branch_id"
                  what="branch"
                  current={props.branch ?? ALL_BRANCHES}
                  choices={[ALL_BRANCHES, ...branches]}
                  choose={props.switchBranch}
                />
              )}
              <PersonMenu person={person} look={look} signOut={signOut} />
            </div>
          </header>
          <main id="main" tabIndex={-1} className="shell-main">
            {children}
          </main>
        </div>
      </div>
      <Toaster />
    </>
  )
}

const ALL_BRANCHES: ShellCompany = { id: '', name: 'All branches' }

/** Where one looks: a company or a branch, as a menu for whoever may switch, as a word for everybody else. */
function SwitchMenu({
  name,
  what,
  current,
  choices,
  choose,
}: {
  name: string
  what: string
  current: ShellCompany
  choices: readonly ShellCompany[]
  choose: Action | null
}) {
  if (choose === null) {
    return (
      <span className="max-w-32 min-w-0 truncate px-2 text-ink-2 sm:max-w-64" title={current.name}>
        {current.name}
      </span>
    )
  }
  return (
    <Menu
      align="end"
      className="btn btn-quiet min-w-0 max-w-32 shrink px-2 sm:max-w-64 sm:px-3"
      trigger={
        <>
          <span className="truncate">{current.name}</span>
          <ChevronsUpDown aria-hidden="true" className="text-ink-3" />
          <span className="sr-only">, switch {what}</span>
        </>
      }
    >
      <form action={choose} role="none">
        {choices.map((each) => (
          <MenuItem
            key={each.id}
            type="submit"
            name={name}
            value={each.id}
            aria-current={each.id === current.id || undefined}
          >
            <span className="grid size-4 place-items-center">
              {each.id === current.id ? <Check aria-hidden="true" className="size-4" /> : null}
            </span>
            <span className="min-w-0 truncate">{each.name}</span>
          </MenuItem>
        ))}
      </form>
    </Menu>
  )
}

/** The not-found inside the frame: here, because a page carries it along and a module of its own would be one more script. */
export function NothingInFrame() {
  return (
    <>
      <PageHeader title={NOTHING_TITLE} />
      <p className="mb-4 max-w-prose text-ink-2">{NOTHING_WHY}</p>
      <ToToday />
    </>
  )
}
