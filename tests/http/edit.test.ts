import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type {
  Conference,
  EditedConference,
  EditedSpeaker,
  EditedTalk,
  Speaker,
  Talk,
} from '#server/contract/wire.ts';
import { startApp, type TestApp, type TestRole } from '../support/app.ts';

let app: TestApp;
beforeEach(async () => {
  app = await startApp();
});
afterEach(() => app.close());

interface Saved<T> {
  thing: T;
  change: number | null;
}
interface Problem {
  title: string;
  errors?: { path: string; message: string }[];
  fields?: { field: string; present: unknown }[];
  changedBy?: string;
}

async function ask<T>(
  method: string,
  path: string,
  o: { as?: TestRole; body?: unknown; edition?: number } = {},
): Promise<{ status: number; body: T }> {
  const response = await app.as(o.as ?? 'organizer')(path, {
    method,
    headers: {
      ...(o.body !== undefined && { 'content-type': 'application/json' }),
      ...(o.edition !== undefined && { 'if-match': `"${o.edition}"` }),
    },
    ...(o.body !== undefined && { body: JSON.stringify(o.body) }),
  });
  const text = await response.text();
  return { status: response.status, body: (text === '' ? null : JSON.parse(text)) as T };
}

const base = '/api/v1/organize';

async function make<T>(kind: string, body: unknown, as: TestRole = 'organizer'): Promise<T> {
  const made = await ask<Saved<T>>('POST', `${base}/${kind}`, { body, as });
  expect(made.status, JSON.stringify(made.body)).toBe(201);
  return made.body.thing;
}

async function change<T extends { id: number; edition: number }>(kind: string, thing: T, body: unknown) {
  const saved = await ask<Saved<T>>('PATCH', `${base}/${kind}/${thing.id}`, { body, edition: thing.edition });
  expect(saved.status, JSON.stringify(saved.body)).toBe(200);
  return saved.body;
}

const conference = (more = {}) =>
  make<EditedConference>('conferences', {
    texts: { en: { title: 'Spring Days' } },
    ...{ timeZone: 'Europe/Berlin', startDay: '2026-05-01', endDay: '2026-05-02' },
    ...more,
  });
const speaker = (name = 'Ada Lovelace') =>
  make<EditedSpeaker>('speakers', { names: [{ name, kind: 'main' }] });

async function publicTalk(more = {}) {
  const its = await conference({ visibility: 'public' });
  const talk = await make<EditedTalk>('talks', {
    conferenceId: its.id,
    texts: { en: { title: 'Queues, quickly' } },
    visibility: 'public',
    ...more,
  });
  return { conference: its, talk };
}

async function page(path: string): Promise<{ status: number; html: string; headers: Headers }> {
  const response = await app.fetch(path, { redirect: 'manual' });
  return { status: response.status, html: await response.text(), headers: response.headers };
}

describe('making by hand', () => {
  it('makes a conference, a speaker and a talk, drafts at first, and viewers see them once they are public', async () => {
    const its = await conference({ accent: '#1F6FEB', licence: 'CC BY 4.0' });
    const ada = await speaker();
    const talk = await make<EditedTalk>('talks', {
      conferenceId: its.id,
      language: 'de',
      texts: {
        de: {
          title: 'Warteschlangen',
          abstract: 'Viel **Text**, <script>alert(1)</script> [hier](https://a.example/).',
        },
        en: { title: 'Queues' },
      },
      slots: [{ day: '2026-05-01', startsAt: '2026-05-02T00:30', durationMs: 1_800_000, room: 'Hall' }],
      speakers: [{ speakerId: ada.id, name: null, affiliation: 'Analytical' }],
      tags: ['Rust', 'rust', 'Queues'],
      links: [{ title: 'Slides', url: 'https://slides.example/1' }],
      track: 'Main',
    });
    expect(talk.fields).toMatchObject({
      slug: 'queues',
      tags: ['Queues', 'Rust'],
      slots: [{ day: '2026-05-01', startsAt: '2026-05-02T00:30', room: 'Hall' }],
      speakers: [{ speakerId: ada.id, name: 'Ada Lovelace', affiliation: 'Analytical' }],
    });
    expect((await page('/talks/queues')).status).toBe(404);
    await change('talks', talk, { visibility: 'public' });
    expect((await page('/talks/queues')).status).toBe(404);
    await change('conferences', its, { visibility: 'public' });
    const seen = (await (await app.fetch('/api/v1/talks/queues?lang=en')).json()) as Talk;
    expect(seen).toMatchObject({ title: 'Queues', day: '2026-05-01', startsAt: '2026-05-01T22:30:00.000Z' });
    expect(seen).toMatchObject({ licence: 'CC BY 4.0', track: 'Main', room: 'Hall' });
    const found = await app.fetch('/api/v1/search?q=Warteschlangen');
    expect(((await found.json()) as { total: number }).total).toBe(1);
    const shown = (await (await app.fetch('/api/v1/conferences/spring-days')).json()) as Conference;
    expect(shown).toMatchObject({ accent: '#1f6feb', licence: 'CC BY 4.0', logo: null });
  });

  it('lets whoever makes a conference organize it, and nobody else', async () => {
    const its = await conference();
    const path = `${base}/conferences/${its.id}`;
    expect((await ask('GET', path)).status).toBe(200);
    expect((await ask('GET', path, { as: 'admin' })).status).toBe(200);
    expect((await ask('GET', path, { as: 'otherOrganizer' })).status).toBe(403);
    expect((await ask('GET', path, { as: 'viewer' })).status).toBe(403);
    expect((await app.fetch(path)).status).toBe(401);
    const body = { conferenceId: its.id, texts: { en: { title: 'Sneaked in' } } };
    expect((await ask('POST', `${base}/talks`, { body, as: 'otherOrganizer' })).status).toBe(403);
    expect((await ask('POST', `${base}/talks`, { body: { ...body, conferenceId: null } })).status).toBe(403);
  });

  it('keeps a speaker without talks with whom made them, and shares one with all who bill them', async () => {
    const ada = await speaker();
    const path = `${base}/speakers/${ada.id}`;
    const its = await conference();
    expect((await ask('GET', path)).status).toBe(200);
    expect((await ask('GET', path, { as: 'otherOrganizer' })).status).toBe(403);
    app.giveConference('otherOrganizer', its.id);
    await make('talks', {
      conferenceId: its.id,
      texts: { en: { title: 'A' } },
      speakers: [{ speakerId: ada.id, name: null, affiliation: null }],
    });
    expect((await ask('GET', path, { as: 'otherOrganizer' })).status).toBe(200);
  });
});

describe('saving', () => {
  it('tells the second of two people what the first changed, and saves nothing of it', async () => {
    const { talk } = await publicTalk();
    await change('talks', talk, { texts: { en: { title: 'Queues, slowly' } }, language: 'de' });
    const second = await ask<Problem>('PATCH', `${base}/talks/${talk.id}`, {
      as: 'admin',
      body: { texts: { en: { title: 'Queues, twice', subtitle: 'Mine' } } },
      edition: talk.edition,
    });
    expect(second.status).toBe(409);
    expect(second.body.changedBy).toContain('organizer');
    expect(second.body.fields).toEqual([
      { field: 'texts.en.title', present: 'Queues, slowly' },
      { field: 'texts.en.subtitle', present: null },
    ]);
    const { body } = await ask<EditedTalk>('GET', `${base}/talks/${talk.id}`);
    expect(body.fields.texts.en).toEqual({ title: 'Queues, slowly', subtitle: null, abstract: null });
    expect((await ask('PATCH', `${base}/talks/${talk.id}`, { body: {} })).status).toBe(400);
  });

  it('names every wrong field and writes none', async () => {
    const { talk } = await publicTalk();
    const wrong = async (body: unknown) => {
      const answer = await ask<Problem>('PATCH', `${base}/talks/${talk.id}`, { body, edition: talk.edition });
      expect(answer.status, JSON.stringify(body)).toBe(400);
      return answer.body.errors?.map(({ path }) => path);
    };
    expect(await wrong({ language: 'German', links: [{ title: 'x', url: 'javascript:alert(1)' }] })).toEqual([
      'language',
      'links.0.url',
    ]);
    expect(await wrong({ texts: { en: { title: '' } } })).toEqual(['texts.en.title']);
    expect(await wrong({ texts: { en: { title: 'x'.repeat(10_000) } } })).toEqual(['texts.en.title']);
    expect(await wrong({ texts: { en: null } })).toEqual(['texts']);
    expect(await wrong({ texts: { fr: { subtitle: 'Sans titre' } } })).toEqual(['texts.fr.title']);
    expect(
      await wrong({ slots: [{ day: '2026-02-30', startsAt: '25:00', durationMs: -1, room: null }] }),
    ).toEqual(['slots.0.day', 'slots.0.startsAt', 'slots.0.startsAt', 'slots.0.durationMs']);
    expect(await wrong({ speakers: [{ speakerId: 99, name: null, affiliation: null }] })).toEqual([
      'speakers.0.speakerId',
    ]);
    expect(await wrong({ tags: ['ok', '???'] })).toEqual(['tags.1']);
    expect(await wrong({ slug: '../etc' })).toEqual(['slug']);
    expect(await wrong({ guid: 'x' })).toEqual(['']);
    const { body } = await ask<EditedTalk>('GET', `${base}/talks/${talk.id}`);
    expect(body).toEqual(talk);
    const its = await conference();
    const dates = await ask<Problem>('PATCH', `${base}/conferences/${its.id}`, {
      body: { endDay: '2026-04-01', timeZone: 'Europe/Atlantis' },
      edition: its.edition,
    });
    expect(dates.body.errors?.map(({ path }) => path)).toEqual(['timeZone']);
    const order = await ask<Problem>('PATCH', `${base}/conferences/${its.id}`, {
      body: { endDay: '2026-04-01' },
      edition: its.edition,
    });
    expect(order.body.errors?.map(({ path }) => path)).toEqual(['endDay']);
  });

  it('marks what was edited, so that an import keeps it, and writes one entry in the log with both sides', async () => {
    const { talk } = await publicTalk();
    const saved = await change('talks', talk, { texts: { en: { title: 'By hand' } } });
    const marks = app.db.prepare(
      "SELECT field FROM edited_fields WHERE entity = 'talk' AND field LIKE 'texts.en.%'",
    );
    expect(marks.pluck().all()).toContain('texts.en.title');
    const row = app.db.prepare('SELECT action, before, after FROM changes WHERE id = ?').get(saved.change);
    expect(row).toEqual({
      action: 'changed',
      before: JSON.stringify({ 'texts.en.title': 'Queues, quickly' }),
      after: JSON.stringify({ 'texts.en.title': 'By hand' }),
    });
    const same = await change('talks', saved.thing, { texts: { en: { title: 'By hand' } } });
    expect(same.change).toBeNull();
    expect(same.thing.edition).toBe(saved.thing.edition);
  });

  it('freezes an address that was public: the old one leads to the new one', async () => {
    const { talk, conference: its } = await publicTalk();
    const renamed = await change('talks', talk, { texts: { en: { title: 'Another title' } } });
    expect(renamed.thing.fields.slug).toBe('queues-quickly');
    await change('talks', renamed.thing, { slug: 'short' });
    const old = await page('/talks/queues-quickly');
    expect([old.status, old.headers.get('location')]).toEqual([301, '/talks/short']);
    await change('conferences', its, { slug: 'sd26' });
    const moved = await page('/conferences/spring-days');
    expect([moved.status, moved.headers.get('location')]).toEqual([301, '/conferences/sd26']);
    expect((await app.fetch('/api/v1/conferences/spring-days')).url).toContain('/sd26');
  });
});

describe('taking back', () => {
  it('undoes the last change of a talk, texts and times too, and the undoing itself', async () => {
    const { talk } = await publicTalk({ tags: ['one'] });
    const saved = await change('talks', talk, {
      texts: { en: { title: 'Changed' }, ru: { title: 'Очереди', abstract: 'Да' } },
      slots: [{ day: '2026-05-01', startsAt: '2026-05-01T10:00', durationMs: null, room: 'Hall' }],
      tags: ['two'],
    });
    const undone = await ask<{ change: number }>('POST', `${base}/changes/${saved.change}/undo`);
    expect(undone.status).toBe(200);
    const { body } = await ask<EditedTalk>('GET', `${base}/talks/${talk.id}`);
    expect(body.fields).toEqual(talk.fields);
    expect((await ask('POST', `${base}/changes/${undone.body.change}/undo`)).status).toBe(200);
    const again = await ask<EditedTalk>('GET', `${base}/talks/${talk.id}`);
    expect(again.body.fields).toEqual(saved.thing.fields);
  });

  it('refuses to undo what somebody has changed since, and what is another conference’s', async () => {
    const { talk } = await publicTalk();
    const first = await change('talks', talk, { language: 'de' });
    await change('talks', first.thing, { language: 'fr' });
    const undo = `${base}/changes/${first.change}/undo`;
    expect((await ask('POST', undo)).status).toBe(409);
    expect((await ask('POST', undo, { as: 'otherOrganizer' })).status).toBe(403);
    expect((await ask('POST', `${base}/changes/9999/undo`)).status).toBe(404);
  });
});

describe('speakers', () => {
  const billed = async () => {
    const ada = await speaker('Ada Byron');
    const { talk } = await publicTalk({
      speakers: [{ speakerId: ada.id, name: null, affiliation: 'Analytical' }],
    });
    const { body } = await ask<EditedSpeaker>('GET', `${base}/speakers/${ada.id}`);
    return { ada: body, talk };
  };

  it('renames one without losing the talk; the old name is found and never shown', async () => {
    const { ada, talk } = await billed();
    const names = ada.fields.names.map((name) => ({ ...name, name: 'Ada Lovelace' }));
    const { thing } = await change('speakers', ada, { names });
    expect(thing.fields.names.map(({ name, kind }) => [name, kind])).toEqual([
      ['Ada Lovelace', 'main'],
      ['Ada Byron', 'hidden'],
    ]);
    const { html } = await page(`/talks/${talk.fields.slug}`);
    expect(html).toContain('Ada Lovelace');
    expect(html).not.toContain('Byron');
    const found = (await (await app.fetch('/api/v1/speakers?q=byron')).json()) as { items: Speaker[] };
    expect(found.items.map(({ name, otherNames }) => [name, otherNames])).toEqual([['Ada Lovelace', []]]);
    const search = (await (await app.fetch('/api/v1/search?q=lovelace')).json()) as { total: number };
    expect(search.total).toBe(1);
  });

  it('forgets old names and addresses where that is asked for', async () => {
    const { ada } = await billed();
    const names = ada.fields.names.map((name) => ({ ...name, name: 'Ada Lovelace' }));
    const { thing } = await change('speakers', ada, { names, slug: 'ada-lovelace', forgetsOld: true });
    expect(thing.fields.names).toHaveLength(1);
    expect((await page('/speakers/ada-byron')).status).toBe(404);
    expect((await page('/speakers/ada-lovelace')).status).toBe(200);
    const found = (await (await app.fetch('/api/v1/speakers?q=byron')).json()) as { items: Speaker[] };
    expect(found.items).toEqual([]);
  });

  it('takes one off a talk without losing the talk, and undoes that', async () => {
    const { talk } = await billed();
    const saved = await change('talks', talk, { speakers: [] });
    const seen = (await (await app.fetch(`/api/v1/talks/${talk.fields.slug}`)).json()) as Talk;
    expect([seen.title, seen.speakers]).toEqual(['Queues, quickly', []]);
    expect((await page('/speakers/ada-byron')).status).toBe(404);
    await ask('POST', `${base}/changes/${saved.change}/undo`);
    expect((await page('/speakers/ada-byron')).status).toBe(200);
  });

  it('shows links and keeps names in several scripts; a name that goes bills the main one', async () => {
    const { ada, talk } = await billed();
    const added = await change('speakers', ada, {
      names: [...ada.fields.names, { id: null, name: 'Ада Байрон', kind: 'main', sortAs: null }],
      links: [{ title: 'Home', url: 'https://ada.example/' }],
      biographies: { en: 'First programmer.', ru: 'Первая.' },
    });
    const russian = (await (await app.fetch('/api/v1/speakers/ada-byron?lang=ru')).json()) as Speaker;
    expect(russian).toMatchObject({ name: 'Ада Байрон', biography: 'Первая.' });
    expect(russian.links).toEqual([{ title: 'Home', url: 'https://ada.example/' }]);
    const { body: before } = await ask<EditedTalk>('GET', `${base}/talks/${talk.id}`);
    await change('talks', before, {
      speakers: [{ speakerId: ada.id, name: 'Ада Байрон', affiliation: null }],
    });
    await change('speakers', added.thing, {
      names: added.thing.fields.names.filter(({ name }) => name === 'Ada Byron'),
    });
    const seen = (await (await app.fetch(`/api/v1/talks/${talk.fields.slug}`)).json()) as Talk;
    expect(seen.speakers.map(({ name }) => name)).toEqual(['Ada Byron']);
    expect((await page(`/talks/${talk.fields.slug}`)).html).toContain('https://ada.example/');
  });
});

describe('tags', () => {
  it('are renamed, merged and taken away in every talk, with the search following', async () => {
    await publicTalk({ tags: ['Rust', 'Async'] });
    const tags = async () => {
      const { body } = await ask<{ items: { id: number; name: string; talkCount: number }[] }>(
        'GET',
        `${base}/tags`,
      );
      return body.items;
    };
    const [async_, rust] = await tags();
    expect((await ask('PATCH', `${base}/tags/${rust?.id}`, { body: { name: 'async' } })).status).toBe(409);
    expect((await ask('PATCH', `${base}/tags/${rust?.id}`, { body: { name: 'Rustlang' } })).status).toBe(200);
    const hits = (await (await app.fetch('/api/v1/search?q=rustlang')).json()) as { total: number };
    expect(hits.total).toBe(1);
    expect((await ask('POST', `${base}/tags/${async_?.id}/merge`, { body: { into: rust?.id } })).status).toBe(
      200,
    );
    expect((await tags()).map(({ name, talkCount }) => [name, talkCount])).toEqual([['Rustlang', 1]]);
    expect((await ask('DELETE', `${base}/tags/${rust?.id}`, { as: 'otherOrganizer' })).status).toBe(403);
    expect((await ask('DELETE', `${base}/tags/${rust?.id}`)).status).toBe(204);
    const seen = (await (await app.fetch('/api/v1/talks/queues-quickly')).json()) as Talk;
    expect(seen.tags).toEqual([]);
  });
});

describe('what is not public', () => {
  it('an unlisted talk is reached by its random address and listed nowhere', async () => {
    const ada = await speaker();
    const { talk } = await publicTalk({
      visibility: 'unlisted',
      tags: ['Secret'],
      speakers: [{ speakerId: ada.id, name: null, affiliation: null }],
    });
    const address = talk.unlistedPath ?? '';
    expect(address).toMatch(/^\/talks\/[0-9a-f]{32}$/);
    const shown = await page(address);
    expect(shown.status).toBe(200);
    expect(shown.html).toContain('Queues, quickly');
    expect(shown.html).toContain('noindex');
    expect(shown.headers.get('cache-control')).toBe('private, no-store');
    expect((await app.fetch(`/api/v1${address}`)).status).toBe(200);
    expect((await page('/talks/queues-quickly')).status).toBe(404);
    const places = ['/', '/conferences/spring-days', '/search?q=queues', '/speakers', '/search?tag=secret'];
    const apis = [
      '/api/v1/talks',
      '/api/v1/search?q=queues',
      '/api/v1/suggest?q=que',
      '/api/v1/conferences/spring-days',
    ];
    for (const place of [...places, ...apis])
      expect((await page(place)).html, place).not.toContain('Queues, quickly');
    await change('talks', talk, { visibility: 'draft' });
    expect((await page(address)).status).toBe(404);
  });

  it('drafts are previewed by their organizers, marked and never cached; nobody else gets them', async () => {
    const ada = await speaker();
    const its = await conference();
    const talk = await make<EditedTalk>('talks', {
      conferenceId: its.id,
      texts: { en: { title: 'Still secret' } },
      speakers: [{ speakerId: ada.id, name: null, affiliation: null }],
    });
    for (const path of [`/talks/${talk.fields.slug}`, '/conferences/spring-days', '/speakers/ada-lovelace']) {
      const preview = await app.as('organizer')(`${path}?preview=1`);
      expect(preview.status, path).toBe(200);
      expect(preview.headers.get('cache-control')).toBe('private, no-store');
      const html = await preview.text();
      expect(html).toContain('Still secret');
      expect(html).toContain('Draft:');
      for (const role of ['otherOrganizer', 'viewer'] as const)
        expect((await app.as(role)(`${path}?preview=1`)).status, `${path} ${role}`).toBe(404);
      expect((await page(`${path}?preview=1`)).status).toBe(404);
      expect((await page(path)).status).toBe(404);
    }
  });

  it('a preview of a speaker shows no drafts of conferences that are somebody else’s', async () => {
    const ada = await speaker();
    const bill = { speakers: [{ speakerId: ada.id, name: null, affiliation: null }] };
    const mine = await conference();
    await make('talks', { conferenceId: mine.id, texts: { en: { title: 'My draft' } }, ...bill });
    const theirs = await make<EditedConference>(
      'conferences',
      { texts: { en: { title: 'Other Days' } } },
      'otherOrganizer',
    );
    await make(
      'talks',
      { conferenceId: theirs.id, texts: { en: { title: 'Their draft' } }, ...bill },
      'admin',
    );
    const html = await (await app.as('organizer')('/speakers/ada-lovelace?preview=1')).text();
    expect(html).toContain('My draft');
    expect(html).not.toContain('Their draft');
    expect(html).not.toContain('Other Days');
  });
});

describe('hostile text', () => {
  it('stays text in every field, on every page and in the API', async () => {
    const evil = '</script><script>alert(1)</script><img src=x onerror=alert(1)>';
    const ada = await make<EditedSpeaker>('speakers', {
      names: [{ name: `Eve ${evil}`, kind: 'main' }],
      biographies: { en: evil },
      links: [{ title: evil, url: 'https://evil.example/"onmouseover="alert(1)' }],
    });
    const { talk, conference: its } = await publicTalk({
      texts: {
        en: { title: `T ${evil}`, subtitle: evil, abstract: `<p>${evil}<b onclick="x()">bold</b></p>` },
      },
      speakers: [{ speakerId: ada.id, name: null, affiliation: evil }],
      slots: [{ day: '2026-05-01', startsAt: null, durationMs: null, room: `R ${evil}` }],
      tags: [`tag ${evil}`],
      links: [{ title: evil, url: 'https://evil.example/' }],
      ...{ licence: evil, track: evil },
    });
    await change('conferences', its, {
      texts: { en: { title: `C ${evil}`, subtitle: evil, description: evil, place: evil } },
      ...{ licence: evil, acronym: 'X<script>' },
    });
    const { body } = await ask<EditedSpeaker>('GET', `${base}/speakers/${ada.id}`);
    const places = [
      '/',
      paths(talk.fields.slug),
      '/conferences/spring-days',
      '/speakers',
      `/speakers/${body.fields.slug}`,
      '/search?q=alert',
    ];
    // The one script of ours in a page's text; its policy names it by hash.
    const [themeScript = ''] = /<script>[^<]*<\/script>/.exec((await page('/privacy')).html) ?? [];
    for (const place of places) {
      const { html, status } = await page(place);
      expect(status, place).toBe(200);
      // What stands in quotes is an attribute's value or JSON: no markup begins there.
      const markup = html.replace(/"[^"]*"/g, '""').replace(themeScript, '');
      expect(markup, place).not.toMatch(/<script>|<img src=x|<[^>]+\son\w+=/i);
      expect(html, place).not.toMatch(/<\/script><script>alert|<img src=x/i);
    }
  });
});

const paths = (slug: string) => `/talks/${encodeURIComponent(slug)}`;
