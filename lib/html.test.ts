import { expect, test } from 'vitest'
import { html } from './html.ts'

test('whatever is put in is escaped, in text and in attributes', () => {
  const name = `"><script>alert('1')</script>&`
  expect(html`<td title="${name}">${name}</td>`.text).toBe(
    '<td title="&quot;&gt;&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&amp;">&quot;&gt;&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&amp;</td>',
  )
})

test('markup made the same way goes in as it is; nothing leaves nothing', () => {
  expect(html`<p>${html`<b>${'<'}</b>`}${null}${7}</p>`.text).toBe('<p><b>&lt;</b>7</p>')
})
