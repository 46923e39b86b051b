import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { EditedConference, EditedSpeaker, EditedTalk, People } from '#server/contract/wire.ts';
import { startApp, type TestApp, type TestRole } from '../support/app.ts';
import { signedIn } from '../support/browser.ts';
import { scheduleXml } from '../support/schedule-xml.ts';

const base = '/api/v1/organize';
let app: TestApp;

beforeEach(async () => {
  app = await startApp();
});
afterEach(() => app.close());

async function ask<T>(
  as: TestRole,
  method: string,
  path: string,
  o: { body?: unknown; edition?: number } = {},
): Promise<{ status: number; body: T }> {
  const response = await app.as(as)(path, {
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

async function make<T>(as: TestRole, kind: string, body: unknown): Promise<T> {
  const made = await ask<{ thing: T }>(as, 'POST', `${base}/${kind}`, { body });
  expect(made.status, JSON.stringify(made.body)).toBe(201);
  return made.body.thing;
}

const conference = (as: TestRole, title: string) =>
  make<EditedConference>(as, 'conferences', { texts: { en: { title } }, visibility: 'public' });
const speaker = (as: TestRole, name: string) =>
  make<EditedSpeaker>(as, 'speakers', { names: [{ name, kind: 'main' }] });
const talk = (
  as: TestRole,
  conferenceId: number,
  o: { title: string; speakerId: number; isDraft?: boolean },
) =>
  make<EditedTalk>(as, 'talks', {
    conferenceId,
    texts: { en: { title: o.title } },
    visibility: o.isDraft ? 'draft' : 'public',
    speakers: [{ speakerId: o.speakerId, name: null, affiliation: null }],
  });

/** The other organizer's conference, with a speaker whom nobody knows of yet. */
async function others() {
  const { id } = await conference('otherOrganizer', 'Theirs');
  const secret = await speaker('otherOrganizer', 'Secret Keynote');
  await talk('otherOrganizer', id, { title: 'Secret talk', speakerId: secret.id, isDraft: true });
  return { id, secret };
}

describe('a speaker of a conference of others', () => {
  it('is billed by nobody else while only drafts bill them, and is told like one that there is not', async () => {
    const { secret } = await others();
    const mine = await conference('organizer', 'Mine');
    const body = {
      conferenceId: mine.id,
      texts: { en: { title: 'Trap' } },
      speakers: [{ speakerId: secret.id, name: null, affiliation: null }],
    };
    const refused = await ask('organizer', 'POST', `${base}/talks`, { body });
    const none = await ask('organizer', 'POST', `${base}/talks`, {
      body: { ...body, speakers: [{ speakerId: 999_999, name: null, affiliation: null }] },
    });
    expect([refused.status, refused.body]).toEqual([none.status, none.body]);
    expect(refused.status).toBe(400);
    expect((await ask('organizer', 'GET', `${base}/speakers/${secret.id}`)).status).toBe(403);
  });

  it('who is public is billed by all, who see no drafts of others by it, and cannot delete them', async () => {
    const theirs = await conference('otherOrganizer', 'Theirs');
    const ada = await speaker('otherOrganizer', 'Ada Lovelace');
    await talk('otherOrganizer', theirs.id, { title: 'Known talk', speakerId: ada.id });
    await talk('otherOrganizer', theirs.id, { title: 'Secret talk', speakerId: ada.id, isDraft: true });
    const mine = await conference('organizer', 'Mine');
    await talk('organizer', mine.id, { title: 'My talk', speakerId: ada.id, isDraft: true });
    const seen = await ask<EditedSpeaker>('organizer', 'GET', `${base}/speakers/${ada.id}`);
    expect(seen.body.talks.map(({ title }) => title).sort()).toEqual(['Known talk', 'My talk']);
    const saved = await ask<{ thing: EditedSpeaker }>('organizer', 'PATCH', `${base}/speakers/${ada.id}`, {
      body: { biographies: { en: 'Counts.' } },
      edition: seen.body.edition,
    });
    expect(JSON.stringify(saved.body)).not.toContain('Secret talk');
    for (const path of [`speakers/${ada.id}`, `speakers/${ada.id}?now=1`, `bin/speaker/${ada.id}`])
      expect((await ask('organizer', 'DELETE', `${base}/${path}`)).status, path).toBe(403);
    const all = await ask<EditedSpeaker>('admin', 'GET', `${base}/speakers/${ada.id}`);
    expect(all.body.talks).toHaveLength(3);
  });

  it('is proposed to be merged without the titles of drafts of others', async () => {
    const theirs = await conference('otherOrganizer', 'Theirs');
    const [zoe, zoey] = [
      await speaker('otherOrganizer', 'Zoé Müller'),
      await speaker('otherOrganizer', 'Zoe Muller'),
    ];
    for (const { id } of [zoe, zoey]) {
      await talk('otherOrganizer', theirs.id, { title: 'Known talk', speakerId: id });
      await talk('otherOrganizer', theirs.id, { title: 'Secret talk', speakerId: id, isDraft: true });
    }
    const mine = await conference('organizer', 'Mine');
    for (const { id } of [zoe, zoey]) await talk('organizer', mine.id, { title: 'My talk', speakerId: id });
    const { body } = await ask<People>('organizer', 'GET', `${base}/people`);
    expect(body.proposals).toHaveLength(1);
    expect(JSON.stringify(body)).toContain('Known talk');
    expect(JSON.stringify(body)).not.toContain('Secret talk');
  });
});

it('a picture of others, not public yet, is nobody else’s logo or photo', async () => {
  const { id } = await others();
  const image = 'ab'.repeat(16);
  app.db
    .prepare(`INSERT INTO images (id, path, media_type, width, height, size_bytes, created_by, created_ms)
      VALUES (?, 'images/x.webp', 'image/webp', 1, 1, 1, ?, 1)`)
    .run(image, app.accountId('otherOrganizer'));
  const body = { texts: { en: { title: 'Mine' } }, logoId: image, logoAlt: 'x' };
  const refused = await ask<{ title: string }>('organizer', 'POST', `${base}/conferences`, { body });
  expect([refused.status, refused.body.title]).toEqual([400, expect.stringContaining('is no picture')]);
  const known = await ask('otherOrganizer', 'PATCH', `${base}/conferences/${id}`, {
    body: { logoId: image, logoAlt: 'x' },
    edition: 2,
  });
  expect(known.status, JSON.stringify(known.body)).toBe(200);
});

describe('an import', () => {
  it('is refused to whom it does not belong, whatever they ask of it', async () => {
    const body = scheduleXml([
      { guid: 'x', id: 1, title: 'X', start: '10:00', room: 'Hall', person: 'Ada Lovelace' },
    ]);
    const staged = await app.as('otherOrganizer')(`${base}/imports`, { method: 'POST', body });
    const { id } = (await staged.json()) as { id: number };
    const nonsense = { accept: 17 };
    expect((await ask('organizer', 'POST', `${base}/imports/${id}/apply`, { body: nonsense })).status).toBe(
      403,
    );
    expect((await ask('organizer', 'POST', `${base}/imports/9999/apply`, { body: nonsense })).status).toBe(
      404,
    );
    expect((await ask('organizer', 'GET', `${base}/imports/${id}/entries?programme=x`)).status).toBe(403);
    expect(
      (await ask('otherOrganizer', 'POST', `${base}/imports/${id}/apply`, { body: nonsense })).status,
    ).toBe(400);
  });

  it('of talks that belong to no conference is for admins', async () => {
    const csv = 'title,speakers\nLoose talk,Ada Lovelace\n';
    const send = (role: TestRole, query = '') =>
      app.as(role)(`${base}/imports?name=list.csv${query}`, { method: 'POST', body: csv });
    const refused = await send('organizer');
    expect([refused.status, await refused.text()]).toEqual([
      403,
      expect.stringContaining('names no conference'),
    ]);
    expect((await send('admin')).status).toBe(201);
    const { id } = await conference('organizer', 'Mine');
    expect((await send('organizer', `&conference=${id}`)).status).toBe(201);
  });
});

describe('news as they come', () => {
  const listen = async (open: (path: string) => Promise<Response>, path: string) => {
    const answer = await open(path);
    expect(answer.status).toBe(200);
    return answer.body?.pipeThrough(new TextDecoderStream()).getReader();
  };
  const rest = async (reader: Awaited<ReturnType<typeof listen>>) => {
    let text = '';
    for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) text += part.value;
    return text;
  };

  it('end with the session and with the right: nothing of what happens then is told', async () => {
    const { id } = await conference('organizer', 'Mine');
    const browser = await signedIn(app, 'organizer');
    const open = (path: string) => browser.fetch(path);
    const streams = [
      await listen(open, `${base}/conferences/${id}/board/events`),
      await listen(open, '/api/v1/jobs/events'),
    ];
    const byToken = await listen(app.as('organizer'), `${base}/conferences/${id}/board/events`);
    expect((await browser.send('DELETE', '/api/v1/account/sessions')).status).toBe(204);
    app.accounts.people.change({ id: null, name: 'test' }, app.accountId('organizer'), { conferenceIds: [] });
    const late = await speaker('admin', 'Late Secret');
    await talk('admin', id, { title: 'Late secret', speakerId: late.id });
    app.work.queue.enqueue({ kind: 'transcode', subject: 'Late secret', payload: {} });
    for (const stream of [...streams, byToken]) expect(await rest(stream)).not.toContain('ecret');
  }, 10_000);
});

it('an account that is deleted for good leaves its names nowhere in the library', async () => {
  const by = { id: null, name: 'test' };
  const { people } = app.accounts;
  const { id } = people.add(by, { email: 'gone@example.org', name: 'Grace Gone', role: 'organizer' });
  people.change(by, id, { name: 'Grace Later' });
  const { db } = app;
  db.prepare(`INSERT INTO uploads (id, account_id, account_name, path, metadata, state, created_ms, touched_ms)
    VALUES ('${'0'.repeat(32)}', ?, 'Grace Gone', 'a.mp4', '{}', 'taken', 1, 1)`).run(id);
  db.prepare(`INSERT INTO imports (file_name, size_bytes, staged_by_id, staged_by_name, staged_ms, expires_ms, oddities)
    VALUES ('a', 1, ?, 'Grace Later', 1, 9000000000000000, '[]')`).run(id);
  const [a, b] = [await speaker('admin', 'One'), await speaker('admin', 'Two')];
  db.prepare(`INSERT INTO speaker_merges (kept_id, merged_id, moved, actor_name, at_ms)
    VALUES (?, ?, '[]', 'Grace Gone', 1)`).run(a.id, b.id);
  db.prepare(`INSERT INTO speaker_merge_proposals (speaker_id, other_id, score, reason, decided_by, made_ms)
    VALUES (?, ?, 1, '{}', 'Grace Later', 1)`).run(a.id, b.id);
  people.purge(by, id);
  const tables = db
    .prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE '%VIRTUAL%'")
    .pluck()
    .all();
  const left = tables.filter((table) =>
    JSON.stringify(db.prepare(`SELECT * FROM "${table}"`).all()).includes('Grace'),
  );
  expect(left).toEqual([]);
});
