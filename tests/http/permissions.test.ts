import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp, type TestApp, type TestRole } from '../support/app.ts';
import { clipBox, programme, take, talkRef } from '../support/recordings.ts';
import { routesOf } from '../support/routes.ts';
import { scheduleXml } from '../support/schedule-xml.ts';
import { announce } from '../support/uploads.ts';
import { routeTable } from './permissions-table.ts';

type Who = 'anonymous' | TestRole;

const clips = clipBox();
let app: TestApp;
/** Ids of what an organizer has, by the name of the list they are in. */
let things: Record<string, string>;

/** Things of one person alone, whichever conference they are for: others are told that there are none, or refused. */
const personal = /^\/api\/v1\/(organize\/imports|uploads)\/:id/;
/** These ask for a browser's session: an API token passes the rule and is refused after it. */
const needsBrowser = new Set(['POST /api/v1/account/password', 'POST /api/v1/account/tokens']);

const order = ['GET', 'HEAD', 'OPTIONS', 'POST', 'PUT', 'PATCH', 'DELETE'];
/** What reads comes first, what takes away last, and a part before its whole. */
const routes = Object.entries(routeTable)
  .flatMap(([rule, lines]) => lines.map((line) => ({ rule, line, ...partsOf(line) })))
  .sort((one, other) => rank(one) - rank(other));

function partsOf(line: string): { method: string; path: string } {
  const [method = '', path = ''] = line.split(' ');
  return { method, path };
}

function rank({ method, path }: { method: string; path: string }): number {
  return order.indexOf(method) * 1000 - (method === 'DELETE' ? path.length : 0);
}

beforeAll(async () => {
  app = await startApp();
  app.catalogue.applyProgramme(programme());
  const talk = talkRef(app, 'scaling-postgres');
  const one = (sql: string, ...values: unknown[]) =>
    String(
      app.db
        .prepare(sql)
        .pluck()
        .get(...values),
    );
  const conference = one('SELECT conference_id FROM talks WHERE id = ?', talk.id);
  app.giveConference('organizer', Number(conference));
  app.catalogue.applyProgramme({
    ...programme(),
    conference: { slug: 'other', acronym: 'other', texts: { en: { title: 'Other' } } },
    talks: [{ at: '1', slug: 'elsewhere', language: 'en', texts: { en: { title: 'Elsewhere' } } }],
    speakers: [],
  });
  app.giveConference('otherOrganizer', Number(one("SELECT id FROM conferences WHERE slug = 'other'")));
  const taken = await take(app, { file: await clips.make('a.mp4'), path: 'a.mp4', talk });
  const tag = app.db.prepare("INSERT INTO tags (slug, name) VALUES ('db', 'db')").run().lastInsertRowid;
  app.db.prepare('INSERT INTO talk_tags (talk_id, tag_id) VALUES (?, ?)').run(talk.id, tag);
  const ask = app.as('organizer');
  const imported = await ask('/api/v1/organize/imports', {
    method: 'POST',
    headers: { 'x-file-name': 'plan.xml' },
    body: scheduleXml([
      { guid: 'x', id: 1, title: 'X', start: '10:00', room: 'Hall', person: 'Ada Lovelace' },
    ]),
  });
  const upload = await announce(app, 'organizer', {
    ...{ filename: 'b.mp4', sizeBytes: 1000, conferenceId: conference },
  });
  await ask(`/api/v1/recordings/${taken.recordingId}/captions/en`, {
    method: 'PUT',
    headers: { 'content-type': 'text/vtt' },
    body: 'WEBVTT\n\n00:00.000 --> 00:01.000\nHello\n',
  });
  const speakers = app.db
    .prepare(`SELECT DISTINCT speaker_id FROM talk_speakers ts JOIN talks t ON t.id = ts.talk_id
      WHERE t.conference_id = ? ORDER BY speaker_id`)
    .pluck()
    .all(conference)
    .map(String);
  const merge = await ask(`/api/v1/organize/people/${speakers[0]}/${speakers[1]}/merge`, { method: 'POST' });
  things = {
    conferences: conference,
    talks: String(talk.id),
    speakers: speakers[0] ?? '',
    people: speakers[0] ?? '',
    merges: String(((await merge.json()) as { mergeId: number }).mergeId),
    tags: String(tag),
    recordings: taken.recordingId,
    jobs: taken.jobId,
    accounts: app.accounts.people.add(
      { id: null, name: 'test' },
      { email: 'spare@example.org', role: 'viewer' },
    ).id,
    imports: String(((await imported.json()) as { id: number }).id),
    uploads: upload.url.split('/').at(-1) ?? '',
    changes: one("SELECT max(id) FROM changes WHERE entity = 'conference' AND conference_id = ?", conference),
    images: 'none',
    sessions: 'none',
    tokens: 'none',
    bin: `talk/${talk.id}`,
    captions: 'en',
    other: speakers[1] ?? '',
  };
});
afterAll(async () => {
  await app.close();
  clips.remove();
});

/** A route's path with real ids in it. */
function addressOf(path: string): string {
  return path
    .replace('/bin/:kind/:id', () => `/bin/${things.bin}`)
    .replace('/:other', () => `/${things.other}`)
    .replace('/captions/:track', () => `/captions/${things.captions}`)
    .replace(/\/(\w+)\/:id/g, (_all, list: string) => {
      const id = things[list];
      if (id === undefined) throw new Error(`No thing to try ${path} with: add it to what is made before.`);
      return `/${list}/${id}`;
    })
    .replace('/hls/:recording/:version/*path', '/hls/none/none/master.m3u8')
    .replace(':slug', 'dataconf')
    .replace('{/*below}', '');
}

/** Status of one request; nothing useful is sent, so that what is let in changes as little as can be. */
async function statusOf(who: Who, method: string, path: string): Promise<number> {
  const abort = new AbortController();
  const response = await fetch(app.url + addressOf(path), {
    method,
    redirect: 'manual',
    signal: abort.signal,
    headers: {
      'tus-resumable': '1.0.0',
      ...(who !== 'anonymous' && { authorization: `Bearer ${app.token(who)}` }),
      ...(method !== 'GET' && method !== 'HEAD' && { 'content-type': 'application/json' }),
    },
    ...(['POST', 'PUT', 'PATCH'].includes(method) && {
      body: path.endsWith('/imports/:id/apply') ? '{}' : '{"nothing":true}',
    }),
  });
  // Streams of news have no end of their own.
  abort.abort();
  return response.status;
}

/** Which refusals somebody may meet; none = is let in. */
function refusalsFor(who: Who, { rule, method, path }: (typeof routes)[number]): number[] {
  if (rule === 'everyone') return [];
  if (who === 'anonymous') return [401];
  if (rule === 'account' || who === 'admin') return [];
  if (rule === 'admin' || who === 'viewer') return [403];
  if (who === 'organizer') return [];
  if (rule === 'organizer of the conference') return [403];
  return personal.test(path) && method !== 'OPTIONS' ? [403, 404] : [];
}

it('knows every route that is served, with its rule', () => {
  const served: Record<string, string[]> = {};
  for (const { method, path, rule } of routesOf(app.app)) {
    const name = rule ?? 'NO RULE';
    served[name] = [...(served[name] ?? []), `${method} ${path}`];
  }
  const sorted = (table: Readonly<Record<string, readonly string[]>>) =>
    Object.fromEntries(Object.entries(table).map(([rule, lines]) => [rule, [...new Set(lines)].sort()]));
  expect(sorted(served)).toEqual(sorted(routeTable));
});

describe.each(['anonymous', 'viewer', 'otherOrganizer', 'organizer', 'admin'] as const)('%s', (who) => {
  it.each(routes.map((route) => [route.line, route] as const))('%s', async (line, route) => {
    const { method, path, rule } = route;
    const refusals = refusalsFor(who, route);
    const status = await statusOf(who, method, path);
    expect(status).not.toBe(500);
    if (refusals.length > 0) return expect(refusals).toContain(status);
    if (needsBrowser.has(line)) return expect(status).toBe(403);
    expect([401, 403]).not.toContain(status);
    if (method === 'GET' && who === 'organizer' && rule.startsWith('organizer')) expect(status).toBe(200);
  });
});
