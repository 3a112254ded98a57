import { expect, test } from 'vitest'
import { profileOf } from './profile-source.ts'

test('where the rulebook does not say, TX in Texas, else USC10, marked assumed', () => {
  for (const state of ['TX', 'Texas', ' tx ']) {
    expect(profileOf({ profileName: null, state, overrides: [] })).toMatchObject({
      profile: { name: 'TX' },
      assumed: true,
    })
  }
  for (const state of ['FL', null]) {
    expect(profileOf({ profileName: null, state, overrides: [null] })).toMatchObject({
      profile: { name: 'USC10' },
      assumed: true,
    })
  }
})

test('a stored name and overrides, the company’s after the district’s', () => {
  const { profile, assumed } = profileOf({
    profileName: 'CAN',
    state: 'TX',
    overrides: [
      { bufferMode: 'warn', badInstallFails: true },
      { bufferMode: 'off', rpCv1Min: null },
    ],
  })
  expect(assumed).toBe(false)
  expect(profile).toMatchObject({ name: 'CAN', bufferMode: 'off', badInstallFails: true })
  expect(profile.overridden).toEqual(['bufferMode', 'badInstallFails'])
})

test('bad data throws', () => {
  expect(() => profileOf({ profileName: 'USC11', state: null, overrides: [] })).toThrow()
  for (const bad of [{ rvmin: 200 }, { rvMin: 2.5 }, { rvMin: -1 }, { bufferMode: 'maybe' }, 'off']) {
    expect(() => profileOf({ profileName: null, state: null, overrides: [bad] })).toThrow()
  }
})
