/** The one company the site tells of: that of the demo. lib/policies/site-claims.test.ts holds it against the demo's data. */
export const DEMO_COMPANY = { name: 'Palmetto Backflow Testing', people: 4, assemblies: 225 }
