import fc from 'fast-check';
import { expect, it } from 'vitest';
import { richText } from './rich-text.ts';

it('keeps links, lists and emphasis of HTML, and gives the same as plain text', () => {
  expect(
    richText(
      '\n<p>All about <a href="https://a.example/?q=1&amp;r=2" onclick="x()" target=_top>AIGLX</a> &amp; <em>more</em>:\n</p>\n<ul><li>one</li>\n<li><strong>two</strong></li></ul>\n ',
    ),
  ).toEqual({
    text: 'All about AIGLX & more:\n\n• one\n• two',
    html: '<p>All about <a href="https://a.example/?q=1&amp;r=2" rel="nofollow noopener">AIGLX</a> &amp; <em>more</em>:</p><ul><li>one</li><li><strong>two</strong></li></ul>',
  });
});

it('takes paragraphs alone for plain text', () => {
  expect(richText('<p>users&#39; freedom<br>here</p>\n<p>and  there</p>')).toEqual({
    text: "users' freedom\nhere\n\nand there",
    html: null,
  });
  expect(richText('a < b && c > d, std::vector<int>\r\n\r\n\r\nlast')).toEqual({
    text: 'a < b && c > d, std::vector<int>\n\nlast',
    html: null,
  });
});

it('reads the Markdown that programmes are written in', () => {
  const { html, text } = richText(
    'Uses [Gluon](https://gluon.example/) **now**.\r\n\r\n* one\r\n* two <script>alert(1)</script>',
  );
  expect(html).toContain('<a href="https://gluon.example/" rel="nofollow noopener">Gluon</a>');
  expect(html).toContain('<strong>now</strong>');
  expect(html).toContain('<li>one</li>');
  expect(html).not.toContain('script');
  expect(text).toBe('Uses Gluon now.\n\n• one\n• two');
  expect(richText('snake_case_name and 2 * 3 * 4 - five').html).toBeNull();
});

it.each([
  '<script>alert(1)</script><b>x</b>',
  '<b onmouseover=alert(1)>x</b>',
  '<a href="javascript:alert(1)">x</a> <i>y</i>',
  '<a href=" jAvAsCrIpT&#58;alert(1)">x</a> <i>y</i>',
  '<a href="java\tscript:alert(1)">x</a> <i>y</i>',
  '<a href="data:text/html,<script>alert(1)</script>">x</a> <i>y</i>',
  '<a href="//evil.example/">x</a> <i>y</i>',
  '[x](javascript:alert(1)) **y**',
  '[x](data:text/html;base64,PHNjcmlwdD4=) **y**',
  '<style>@import "x"</style><b>x</b>',
  '<b style="background:url(javascript:alert(1))">x</b>',
  '<svg><script>alert(1)</script><a xlink:href="javascript:alert(1)"><b>x</b></a></svg><b>x</b>',
  '<math><mtext><img src=x onerror=alert(1)></mtext></math><b>x</b>',
  '<<b>script>alert(1)</script>',
  '<scr<script>ipt>alert(1)</scr</script>ipt><b>x</b>',
  '<img src=x onerror=alert(1)><b>x</b>',
  '<iframe srcdoc="<script>alert(1)</script>"></iframe><b>x</b>',
  '<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript><b>x</b>',
  '<p>x<!--<script>-->alert(1)<!--</script>--></p><b>x</b>',
])('leaves nothing that runs of %s', (source) => {
  const { html, text } = richText(source);
  expect(html ?? '').not.toMatch(/<(?!\/?(?:p|ul|ol|li|strong|em|b|i|a|br|code|pre|blockquote|h3)\b)[a-z!]/i);
  expect(html ?? '').not.toMatch(/<[^>]*\s(?!href="(?:https?:|mailto:)|rel="nofollow noopener")[a-z:-]+=/i);
  expect(html ?? '').not.toMatch(/href="(?!https?:|mailto:)/i);
  expect(text).not.toContain('rel="nofollow');
});

it('changes nothing of what it has made', () => {
  const part = fc.constantFrom(
    '<p>', '</p>', '<ul>', '<li>', '</li>', '</ul>', '<b>', '</b>', '<a href="https://a.example/">', '</a>', '<br>', '<pre>', '</pre>',
    '<script>', 'a', ' b ', '\n', '\n\n', '&amp;', '&lt;', '<', '>', '*', '**x**', '- x\n', '[l](https://b.example)', '<div>', '<h2>', '</h2>', '字',
  ); // biome-ignore format: a list of pieces
  fc.assert(
    fc.property(fc.array(part, { maxLength: 14 }), (parts) => {
      const first = richText(parts.join(''));
      if (first.html !== null) expect(richText(first.html)).toEqual(first);
    }),
    { numRuns: 1500 },
  );
});

it('is quick with a long and hostile text', () => {
  const startedAt = performance.now();
  for (const source of [
    '<p>'.repeat(20_000),
    '['.repeat(50_000),
    '<a '.repeat(20_000),
    '**a '.repeat(12_000),
    '- a\n'.repeat(12_000),
    '> '.repeat(25_000),
    '<'.repeat(50_000),
    '&'.repeat(50_000),
  ])
    richText(source);
  expect(performance.now() - startedAt).toBeLessThan(4000);
});
