import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { StagedProgrammeInput } from '#server/features/catalogue/staged-programme.ts';
import { readProgrammes } from '#server/features/schedule-import/read-programmes.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { hostileProgramme, loadFoundingConference } from '../support/programmes.ts';
import { scheduleSchemas } from '../support/schedule-schemas.ts';

const schedules = join(process.env.CORPUS_DIR ?? '', 'schedules');
const hasCorpus = (process.env.CORPUS_DIR ?? '') !== '' && existsSync(schedules);

/** Everything the format has no place for. */
const awkward: StagedProgrammeInput = {
  conference: {
    slug: 'a-b',
    acronym: 'Ab',
    language: 'ru',
    timeZone: 'Etc/GMT-1',
    startDay: '2024-03-30',
    endDay: '2024-03-31',
    licence: 'CC BY 4.0',
    accent: '#1f6feb',
    url: 'https://example.org/ä b',
    texts: { ru: { title: 'Встреча &amp; <b>' }, en: { title: 'Meeting' } },
  },
  rooms: ['A'],
  speakers: [{ key: 'k', guid: 'not-a-uuid', names: [{ name: 'A & B &lt; C' }] }],
  talks: [
    {
      at: '1',
      guid: 'mine/1',
      slug: 'доклад',
      language: 'en',
      texts: {
        ru: {
          title: 'Доклад',
          abstract: 'a <b>not bold</b> &amp; **not bold either** [x](https://a.example)',
        },
      },
      speakers: [{ key: 'k' }],
      slots: [
        { day: '2024-03-30', startMs: Date.UTC(2024, 2, 30, 23, 30, 12), durationMs: 2_712_345, room: 'A' },
        { day: '2024-03-31', startMs: Date.UTC(2024, 2, 31, 9), durationMs: 3_600_000, room: null },
      ],
      links: [{ title: 'x < y', url: 'https://example.org/?a=1&b=2' }],
      recordingPlan: 'none',
    },
    { at: '2', texts: { en: { title: 'No slot', abstract: null } }, slots: [] },
    { at: '3', texts: { en: { title: 'Only a day' } }, slots: [{ day: '2024-03-31', durationMs: 60_000 }] },
    { at: '4', texts: { en: { title: 'Only a start' } }, slots: [{ startMs: Date.UTC(2024, 2, 30, 12) }] },
    {
      at: '5',
      texts: { en: { title: 'With markup', abstract: 'x', abstractHtml: '<p><strong>x</strong></p>' } },
      slots: [
        { day: '2024-03-30', startMs: Date.UTC(2024, 2, 30, 13), durationMs: 400 * 3_600_000, room: 'B' },
      ],
      recordingPlan: 'opted_out',
      licence: 'All rights reserved',
    },
  ],
};

let app: TestApp;

beforeAll(async () => {
  app = await startApp({ env: { PUBLIC_URL: 'https://talks.example' } });
  app.catalogue.applyProgramme(awkward);
  app.catalogue.applyProgramme(hostileProgramme);
});
afterAll(() => app.close());

async function exported(slug: string, kind: 'xml' | 'json'): Promise<string> {
  const answer = await app.fetch(`/conferences/${slug}/schedule.${kind}`);
  expect(answer.status).toBe(200);
  return answer.text();
}

function importAgain(text: string): string[] {
  const { programmes } = readProgrammes(Buffer.from(text), 'schedule', {
    knownConference: app.catalogue.knownConference,
  });
  const reports = programmes.map((programme) => app.catalogue.applyProgramme(programme));
  return reports.flatMap(({ entries }) =>
    entries
      .filter(({ outcome }) => outcome !== 'unchanged')
      .map(({ outcome, title, fields, notes }) => `${outcome} ${title} ${fields.join()} ${notes.join()}`),
  );
}

describe('the schedule of a conference', () => {
  it.each(['xml', 'json'] as const)(
    'read in again as %s changes nothing, whatever the format cannot say',
    async (kind) => {
      expect(importAgain(await exported('a-b', kind))).toEqual([]);
      // White space that is none on a line becomes a space once.
      importAgain(await exported('hostile', kind));
      expect(importAgain(await exported('hostile', kind))).toEqual([]);
    },
  );

  it.each(['xml', 'json'] as const)('is told by its tag, and not sent twice, as %s', async (kind) => {
    const first = await app.fetch(`/conferences/a-b/schedule.${kind}`);
    const etag = first.headers.get('etag') ?? '';
    expect(first.headers.get('cache-control')).toBe('public, no-cache');
    await first.text();
    const again = await app.fetch(`/conferences/a-b/schedule.${kind}`, {
      // As a browser revalidates: fetch would add no-cache by itself.
      headers: { 'if-none-match': etag, 'cache-control': 'max-age=0' },
    });
    expect(again.status).toBe(304);
  });

  it('is there for public conferences only, and has public talks only', async () => {
    app.catalogue.applyProgramme(
      { conference: { slug: 'hidden', texts: { en: { title: 'Hidden' } } }, talks: [] },
      { isDraft: true },
    );
    expect((await app.fetch('/conferences/hidden/schedule.xml')).status).toBe(404);
    expect((await app.fetch('/conferences/none/schedule.json')).status).toBe(404);
    app.catalogue.applyProgramme(
      {
        conference: { slug: 'a-b', texts: {} },
        talks: [{ at: 'x', texts: { en: { title: 'A draft of ours' } } }],
      },
      { isDraft: true },
    );
    expect(await exported('a-b', 'xml')).not.toContain('A draft of ours');
    expect(await exported('a-b', 'json')).not.toContain('A draft of ours');
  });

  it('gives moments with their offset, days that end after midnight, and guids as UUIDs', async () => {
    const { schedule } = JSON.parse(await exported('a-b', 'json'));
    const [first, second] = schedule.conference.days;
    expect([first.date, second.date]).toEqual(['2024-03-30', '2024-03-31']);
    const [event] = first.rooms.A;
    expect(event).toMatchObject({ date: '2024-03-31T00:30:12+01:00', start: '00:30', duration: '00:45' });
    expect(event.guid).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(event.url).toBe('https://talks.example/talks/%D0%B4%D0%BE%D0%BA%D0%BB%D0%B0%D0%B4');
    expect(Date.parse(first.day_end)).toBeGreaterThanOrEqual(Date.parse(event.date));
  });

  it('has no markup of strangers in it', async () => {
    const xml = await exported('hostile', 'xml');
    expect(xml).not.toMatch(/<script|<img|<!--/);
    expect(xml).toContain('&lt;script&gt;');
  });

  it('has what every reader of schedules asks for', async () => {
    loadFoundingConference(app);
    const slug = (app.db
      .prepare("SELECT slug FROM conferences WHERE slug NOT IN ('a-b', 'hostile', 'hidden')")
      .pluck()
      .get() ?? 'a-b') as string;
    const { schedule } = JSON.parse(await exported(slug, 'json'));
    for (const day of schedule.conference.days) {
      expect(day.date).toMatch(/^\d{4}-\d{2}-\d{2}$/);
      for (const [room, events] of Object.entries<Record<string, unknown>[]>(day.rooms)) {
        for (const event of events) {
          expect(event.room).toBe(room);
          expect(event.date).toMatch(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}[+-]\d{2}:\d{2}$/);
          expect(event.duration).toMatch(/^\d{2}:\d{2}$/);
          expect(Number.isInteger(event.id)).toBe(true);
        }
      }
    }
  });
});

describe.skipIf(!hasCorpus)('by the format’s own schemas', () => {
  const checks = hasCorpus ? scheduleSchemas(schedules) : null;

  it.each(['a-b', 'hostile'])('the schedule of %s is valid', async (slug) => {
    expect(await checks?.xml(await exported(slug, 'xml'))).toEqual([]);
    expect(checks?.json(JSON.parse(await exported(slug, 'json')))).toEqual([]);
  });

  it('sees what is not valid', async () => {
    expect(await checks?.xml('<schedule><conference/></schedule>')).not.toEqual([]);
    expect(checks?.json({ schedule: { conference: {} } })).not.toEqual([]);
  });

  it.each(['38c3.xml', 'fosdem-2007.xml', 'frab-camp2019.json', 'pretalx-rc3.json', 'pretalx-democon.json'])(
    '%s goes in and comes out valid, and in again without a change',
    async (name) => {
      const { programmes } = readProgrammes(readFileSync(join(schedules, name)), name);
      for (const programme of programmes) app.catalogue.applyProgramme(programme);
      const slug = programmes[0]?.conference?.slug ?? '';
      const xml = await exported(slug, 'xml');
      const json = await exported(slug, 'json');
      expect(xml.match(/<event /g)).toHaveLength(programmes[0]?.talks?.length ?? 0);
      expect(await checks?.xml(xml)).toEqual([]);
      expect(checks?.json(JSON.parse(json))).toEqual([]);
      expect(importAgain(xml)).toEqual([]);
      expect(importAgain(json)).toEqual([]);
    },
    30_000,
  );
});
