import { describe, expect, it } from 'vitest'
import { saveViewSchema, viewQuery } from './schema.ts'

describe('viewQuery', () => {
  it('is the same text for the same view, in whatever order it was asked', () => {
    expect(viewQuery('type=RP&city=Jupiter&page=4&q=')).toBe('city=Jupiter&type=RP')
    expect(viewQuery('city=Jupiter&type=RP')).toBe('city=Jupiter&type=RP')
    expect(viewQuery('?q=A+B')).toBe('q=A+B')
  })
})

describe('saveViewSchema', () => {
  it('knows the pages and wants a name', () => {
    expect(saveViewSchema.safeParse({ page: '/team', name: 'x', query: '' }).success).toBe(false)
    expect(saveViewSchema.safeParse({ page: '/due', name: '  ', query: '' }).success).toBe(false)
    expect(saveViewSchema.parse({ page: '/due', name: ' Jupiter ', query: 'page=2&city=Jupiter' })).toEqual({
      page: '/due',
      name: 'Jupiter',
      query: 'city=Jupiter',
    })
  })
})
