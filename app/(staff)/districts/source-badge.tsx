import { Badge } from '@/app/_ui/badge.tsx'
import { RULE_SOURCE_WORDS, type RuleSource } from '@/lib/districts/rules-in-words.ts'

const WHY: Readonly<Record<RuleSource, string>> = {
  company: 'Your company set this rule.',
  rulebook: 'From the public rulebook, with its source and the day it was verified.',
  assumed: 'No source says. Ask the purveyor and set the rule yourself.',
}

/** Where a rule comes from; an assumption is never shown without saying so. */
export function SourceBadge({ source }: { source: RuleSource }) {
  return (
    <span title={WHY[source]}>
      <Badge tone={source === 'assumed' ? 'due' : source === 'company' ? 'info' : 'muted'}>
        {RULE_SOURCE_WORDS[source]}
      </Badge>
    </span>
  )
}

/** The same in a table, quietly: every second purveyor publishes nothing. */
export function AssumedMark() {
  return (
    <em className="text-xs text-ink-3 not-italic underline decoration-dotted" title={WHY.assumed}>
      assumed
    </em>
  )
}
