/** Who else works on the data, for what, and the least each one gets: the table of the privacy policy. One entry per adapter. */
export type Provider = {
  name: string
  /** The file that speaks with it; nothing else in the app does. */
  adapter: string
  /** Its settings in lib/env.ts begin with this. */
  settings: string
  purpose: string
  receives: string
  /** What the app does where it is not set up. */
  without: string
}

export const PROVIDERS: readonly Provider[] = [
  {
    name: 'Supabase',
    adapter: 'lib/supabase/server.ts',
    settings: 'SUPABASE_',
    purpose: 'Database, sign-in and stored files',
    receives: 'Everything you enter. It keeps it for us and encrypts it at rest.',
    without: 'Always in use.',
  },
  {
    name: 'Stripe',
    adapter: 'lib/providers/stripe.ts',
    settings: 'STRIPE_',
    purpose: 'Payment of your subscription, and of your invoices by card',
    receives:
      'From us the id of your company, for the subscription and for your own account at Stripe if you take cards; of an invoice that a customer pays by card its number, amount and currency; and the address to come back to. Names, email addresses and cards are typed on Stripe’s own pages; a card never reaches us.',
    without: 'Nobody can subscribe, and no invoice is paid by card.',
  },
  {
    name: 'Resend',
    adapter: 'lib/providers/email.ts',
    settings: 'RESEND_',
    purpose: 'Sending email',
    receives: 'The address and the message.',
    without: 'Mail waits and is not sent.',
  },
  {
    name: 'Mapbox',
    adapter: 'lib/providers/mapbox.ts',
    settings: 'MAPBOX_',
    purpose: 'Finding addresses, drive times, and streets on the map',
    receives:
      'The street addresses of sites and offices, without names, and the places of a day’s stops. Where the map shows streets, your browser asks it for the part of the map you look at and sends it counts of that, under a random id.',
    without:
      'A site stands in the middle of its ZIP code until somebody moves its pin, and the map shows states and counties.',
  },
]

/** Signing in with Google, where an installation has it: the sign-in service speaks with Google, we do not. */
export const GOOGLE_SIGN_IN =
  'If you choose to sign in with Google, Google learns that you did, and we get your name and email address from it.'
