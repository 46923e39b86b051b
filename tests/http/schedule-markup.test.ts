import { afterAll, beforeAll, expect, it } from 'vitest';
import { readProgrammes } from '#server/features/schedule-import/read-programmes.ts';
import { startApp, type TestApp } from '../support/app.ts';

const nasty = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '<svg/onload=alert(1)>',
  '<style>@import url(//evil.example)</style>',
  '<a href="javascript:alert(1)">j</a>',
  '<a href="data:text/html,x">d</a>',
  '<b style="x:y" onclick="alert(1)">kept</b>',
  '</title></script><iframe srcdoc=x>',
].join(' ');
const escaped = nasty.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

const xml = `<schedule><conference><title>${escaped}</title><acronym>nasty</acronym><subtitle>${escaped}</subtitle><venue>${escaped}</venue>
<time_zone_name>UTC</time_zone_name><url>javascript:alert(1)</url></conference><day date="2024-01-01"><room name="${escaped}"><event id="1" guid="11111111-1111-4111-8111-111111111111">
<start>10:00</start><duration>00:30</duration><slug>nasty-talk</slug><title>${escaped}</title><subtitle>${escaped}</subtitle><track>${escaped}</track><language>en</language>
<abstract>${escaped}</abstract><description>&lt;p&gt;${escaped}&lt;/p&gt;</description><recording><license>${escaped}</license></recording>
<persons><person id="1"><name>${escaped}</name><biography>${escaped}</biography><affiliation>${escaped}</affiliation></person></persons>
<links><link href="https://ok.example/?q=${escaped}">${escaped}</link><link href="javascript:alert(1)">x</link></links></event></room></day></schedule>`;

let app: TestApp;
beforeAll(async () => {
  app = await startApp({ env: { PUBLIC_URL: 'https://talks.example' } });
  for (const programme of readProgrammes(Buffer.from(xml), 'nasty.xml').programmes)
    app.catalogue.applyProgramme(programme);
});
afterAll(() => app.close());

/** Every start tag of a page, with its attributes. */
const tagsOf = (html: string) =>
  html.replace(/<script type="application\/json"[^>]*>[^<]*<\/script>/g, '').match(/<[a-z][^>]*>/gi) ?? [];

it.each(['/', '/conferences/nasty', '/talks/nasty-talk', '/speakers', '/search?q=alert'])(
  'a programme with markup everywhere leaves none on %s',
  async (path) => {
    const answer = await app.fetch(path);
    expect(answer.status).toBe(200);
    const html = await answer.text();
    const tags = tagsOf(html);
    expect(html).toContain('&lt;script&gt;');
    expect(tags.filter((tag) => /^<(?:iframe|img src=x|svg\/|style)/i.test(tag))).toEqual([]);
    expect(tags.filter((tag) => /\son\w+=/i.test(tag.replace(/"[^"]*"/g, '""')))).toEqual([]);
    expect(tags.filter((tag) => /(?:href|src)="\s*(?:javascript|data):/i.test(tag))).toEqual([]);
    expect(html).not.toMatch(/<script>alert|<\/title><\/script>/);
    // What pages carry as data cannot end its element.
    for (const [, data] of html.matchAll(
      /<script type="application\/(?:ld\+)?json"[^>]*>([\s\S]*?)<\/script>/g,
    )) {
      expect(data).not.toContain('<');
      expect(() => JSON.parse(data ?? '')).not.toThrow();
    }
  },
);

it('keeps of an abstract what is harmless, and gives it as plain text too', async () => {
  const talk = (await (await app.fetch('/api/v1/talks/nasty-talk')).json()) as {
    abstract: string;
    abstractHtml: string;
    title: string;
  };
  expect(talk.title).toBe(nasty);
  expect(talk.abstractHtml).toContain('<b>kept</b>');
  expect(talk.abstractHtml).not.toMatch(/script|style|onerror|onclick|svg|iframe|javascript|data:/);
  expect(talk.abstract).toContain('kept');
  expect(await (await app.fetch('/talks/nasty-talk')).text()).toContain('<b>kept</b>');
});

it('leaves none in the exports', async () => {
  const out = await (await app.fetch('/conferences/nasty/schedule.xml')).text();
  expect(out).not.toMatch(/<(?:script|img|svg|style|iframe)/);
  const again = readProgrammes(Buffer.from(out), 'again.xml', {
    knownConference: app.catalogue.knownConference,
  });
  for (const programme of again.programmes) {
    const { entries } = app.catalogue.applyProgramme(programme);
    expect(entries.filter(({ outcome }) => outcome !== 'unchanged')).toEqual([]);
  }
});
