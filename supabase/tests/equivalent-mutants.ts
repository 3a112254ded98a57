/** Mutants nothing can tell from the original, each with the reason. */
export const EQUIVALENT: { mutant: RegExp; because: string }[] = [
  {
    mutant: /^function purge_restricted\(.+\): with erased companies 1/,
    because: 'an erased company has no requests left',
  },
  {
    mutant: /^function set_account_state\(.+\): with erased companies 1/,
    because: 'apply_stripe_event() stops at an erased company before, and nobody signed in belongs to one',
  },
  {
    mutant: /^function audit_statement\(\): without its company [12] \[.*n2\.company_id = n\.company_id\)/,
    because: 'nobody of the API writes rows of two companies in one statement; audit-words.test.ts does, as the owner',
  },
  {
    mutant: /^function queue_policy_notices\(.+\): with (removed members|erased companies) 1/,
    because: 'our server’s, and it answers a number; front-door.test.ts reads whom it told, as the owner',
  },
  {
    mutant: /^function accept_invitation\(text\): with removed members 1/,
    because: 'refuse_if_last_admin(), which is asked about the profile, itself looks at members only',
  },
  {
    mutant:
      /^function (claim_addresses|save_positions|place_sites|forget_address|queue_all_positions)\(.*\): without its company [1-5] \[.*(private\.addresses|address_key|p_company_id)/,
    because:
      'no role reads private.addresses, and addresses of two companies of this world never agree; positions.test.ts has two that do',
  },
  {
    mutant: /^function (move_pin|office_position)\(.*\): without its company [12] \[.*address_key/,
    because: 'the same; positions.test.ts and routes.test.ts have two companies at one address',
  },
  {
    mutant: /^function move_visits\(jsonb\): (without its permission|open when read-only) 1/,
    because: 'move_visit(), which does each move, asks the same again',
  },
  {
    mutant: /^function plan_portal_request\(.+\): open when read-only 1/,
    because: 'plan_visits(), which it calls before it writes, refuses by itself while the company is read-only',
  },
]
