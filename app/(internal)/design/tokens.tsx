import { ArrowRight, MoreVertical, Plus } from 'lucide-react'
import { Badge, Mark, type Tone } from '@/app/_ui/badge.tsx'
import { Banner } from '@/app/_ui/banner.tsx'
import { Button, LinkButton } from '@/app/_ui/button.tsx'
import { Day } from '@/app/_ui/day.tsx'
import { Kbd } from '@/app/_ui/kbd.tsx'
import { Money } from '@/app/_ui/money.tsx'
import { Psid } from '@/app/_ui/psid.tsx'
import { Part, Specimen } from './specimen.tsx'

const TONES: readonly (readonly [Tone, string])[] = [
  ['pass', 'Pass'],
  ['fail', 'Fail'],
  ['due', 'Due in 12 days'],
  ['overdue', 'Overdue 31 days'],
  ['info', 'Imported'],
  ['muted', 'Inactive'],
]
const SWATCHES = [
  ['canvas', 'bg-canvas'],
  ['surface', 'bg-surface'],
  ['sunken', 'bg-sunken'],
  ['line', 'bg-line'],
  ['edge', 'bg-edge'],
  ['ink-3', 'bg-ink-3'],
  ['ink-2', 'bg-ink-2'],
  ['ink', 'bg-ink'],
  ['accent', 'bg-accent'],
] as const

export function Tokens() {
  return (
    <Part id="tokens" title="Type, colour, words">
      <div className="grid gap-6 lg:grid-cols-2">
        <Specimen name="Type">
          <div className="grid gap-1">
            <p className="text-2xl font-semibold">Heading 28</p>
            <p className="text-xl font-semibold">Heading 20</p>
            <p className="text-lg font-semibold">Heading 16</p>
            <p className="text-field">Field 17/24: check 1 held</p>
            <p>Office 14/20: The first assembly on Dock St is due.</p>
            <p className="text-sm">Table 13/20: Palm Beach County Water Utilities</p>
            <p className="text-xs text-ink-3">Small 12/16: nothing is smaller</p>
            <p className="figures">A127841 · 1,234.50 · 0123456789</p>
          </div>
        </Specimen>
        <div className="grid content-start gap-6">
          <Specimen name="Colour">
            <ul className="grid grid-cols-3 gap-2 sm:grid-cols-9">
              {SWATCHES.map(([name, background]) => (
                <li key={name} className="grid gap-1 text-xs text-ink-3">
                  <span className={`h-8 rounded-md border border-line ${background}`} />
                  {name}
                </li>
              ))}
            </ul>
          </Specimen>
          <Specimen name="Badge, Mark: icon and word, never colour alone">
            <div className="flex flex-wrap gap-2">
              {TONES.map(([tone, word]) => (
                <Badge key={tone} tone={tone}>
                  {word}
                </Badge>
              ))}
            </div>
            <div className="mt-3 flex flex-wrap gap-x-4 gap-y-1">
              {TONES.map(([tone, word]) => (
                <Mark key={tone} tone={tone}>
                  {word}
                </Mark>
              ))}
            </div>
            <div className="mt-3 flex flex-wrap gap-2">
              <Badge tone="pass" large>
                Pass
              </Badge>
              <Badge tone="fail" large>
                Fail
              </Badge>
            </div>
          </Specimen>
          <Specimen name="Day, Psid, Money, Kbd">
            <p className="flex flex-wrap items-center gap-x-6 gap-y-1">
              <Day day="2027-03-04" today="2027-02-20" />
              <Day day="2027-03-04" today="2027-02-20" only />
              <Psid hundredths={620} />
              <Psid hundredths={525} />
              <Money cents={11500} />
              <span>
                <Kbd>g</Kbd> <Kbd>d</Kbd>
              </span>
            </p>
          </Specimen>
        </div>
      </div>
      <Specimen name="Button, LinkButton">
        <div className="flex flex-wrap items-center gap-2">
          <Button variant="primary">
            <Plus aria-hidden="true" />
            Record a test
          </Button>
          <Button>Secondary</Button>
          <Button variant="quiet">Quiet</Button>
          <Button variant="danger">Erase customer</Button>
          <Button disabled>Disabled</Button>
          <Button variant="quiet" icon label="More">
            <MoreVertical aria-hidden="true" />
          </Button>
          <LinkButton href="/design#lists">
            Go to lists
            <ArrowRight aria-hidden="true" />
          </LinkButton>
          <Button variant="primary" data-pending="" aria-disabled>
            <span className="spinner" aria-hidden="true" />
            Saving
          </Button>
        </div>
        <div className="mt-3 flex flex-wrap items-center gap-2">
          <Button variant="primary" size="field">
            Sign the record
          </Button>
          <Button size="field">Save for later</Button>
          <Button size="field" variant="danger">
            Discard
          </Button>
        </div>
      </Specimen>
      <Specimen name="Banner: one sentence, one action">
        <div className="grid gap-2">
          <Banner action={<LinkButton href="/design">See the rule</LinkButton>}>
            The district publishes no rule. 12 months after the test is assumed.
          </Banner>
          <Banner tone="warn">Gauge 0917 is out of calibration since Jan 12, 2027.</Banner>
          <Banner tone="danger">This company is read-only. 26 days are left to export everything.</Banner>
          <Banner tone="done">225 rows came in. 3 were refused.</Banner>
        </div>
      </Specimen>
    </Part>
  )
}
