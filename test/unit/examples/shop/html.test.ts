// @vitest-environment node
import { expect, it } from 'vitest';
import { html, scriptJson } from '../../../../examples/shop/html.ts';

it('escapes values and keeps markup', () => {
  const evil = '"><script>alert(1)</script>&\'';
  expect(html`<a title="${evil}">${html`<b>${evil}</b>`}</a>`.markup).toBe(
    '<a title="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;&amp;&#39;"><b>&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;&amp;&#39;</b></a>',
  );
});

it('leaves nothing behind for what is not there', () => {
  expect(html`[${false}${null}${undefined}${[]}]`.markup).toBe('[]');
  expect(html`[${0}]`.markup).toBe('[0]');
});

it('writes JSON that cannot end its script element and reads back the same', () => {
  const value = { text: '</script><!--\u2028' };
  const { markup } = scriptJson(value);
  expect(markup).not.toMatch(/[<>\u2028]/);
  expect(JSON.parse(markup)).toEqual(value);
});
