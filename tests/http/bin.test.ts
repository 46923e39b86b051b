import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { type ClipBox, clipBox, programme, take, talkRef } from '../support/recordings.ts';

let app: TestApp;
let box: ClipBox;
const rowCount = (sql: string, ...values: unknown[]) =>
  Number(
    app.db
      .prepare(sql)
      .pluck()
      .get(...values),
  );
const status = async (path: string) => (await app.fetch(path)).status;
const originals = () =>
  readdirSync(join(app.dataDir, 'originals'), { recursive: true }).filter((name) =>
    /\.mp4$/.test(String(name)),
  );

beforeAll(async () => {
  box = clipBox();
  app = await startApp();
});
afterAll(async () => {
  await app?.close();
  box?.remove();
});

describe('the bin', () => {
  let conferenceId: number;
  let talkId: number;
  let recordingId: string;
  let playlist: string;

  it('holds a talk out of every sight, and gives it back as it was', async () => {
    app.catalogue.applyProgramme(programme());
    const talk = talkRef(app, 'scaling-postgres');
    talkId = talk.id;
    conferenceId = rowCount('SELECT conference_id FROM talks WHERE id = ?', talkId);
    ({ recordingId } = await take(app, { file: await box.make('a.mp4'), path: 'a.mp4', talk }));
    app.work.recordings.publication.publish(recordingId);
    await app.work.drainJobs();
    const shown = (await (await app.fetch('/api/v1/talks/scaling-postgres')).json()) as {
      recording: { playlistUrl: string };
    };
    playlist = shown.recording.playlistUrl;
    expect(await status(playlist)).toBe(200);

    const organizer = await app.as('admin');
    expect((await organizer(`/api/v1/organize/talks/${talkId}`, { method: 'DELETE' })).status).toBe(204);
    for (const path of ['/api/v1/talks/scaling-postgres', '/talks/scaling-postgres', playlist]) {
      expect(await status(path), path).toBe(404);
    }
    expect(await (await app.fetch('/api/v1/search?q=postgres')).json()).toMatchObject({ items: [] });
    expect(await (await organizer('/api/v1/organize/bin')).json()).toMatchObject({
      items: [{ kind: 'talk', id: String(talkId), title: 'Scaling Postgres to ten terabytes' }],
    });

    expect((await organizer(`/api/v1/organize/bin/talk/${talkId}/restore`, { method: 'POST' })).status).toBe(
      204,
    );
    for (const path of ['/api/v1/talks/scaling-postgres', '/talks/scaling-postgres', playlist]) {
      expect(await status(path), path).toBe(200);
    }
    expect(await (await app.fetch('/api/v1/search?q=postgres')).json()).toMatchObject({
      items: [{ talk: { slug: 'scaling-postgres' } }],
    });
    expect((await organizer(`/api/v1/organize/bin/talk/${talkId}/restore`, { method: 'POST' })).status).toBe(
      409,
    );
  });

  it('says what will go before it goes', async () => {
    const organizer = await app.as('admin');
    const goes = await (await organizer(`/api/v1/organize/conferences/${conferenceId}/deletion`)).json();
    expect(goes).toMatchObject({
      title: 'DataConf 2024',
      talks: 2,
      recordings: 1,
      originals: 1,
      speakers: 2,
      publicTalks: 2,
      isInBin: false,
    });
  });

  it('takes a recording out, and another one can take its place meanwhile', async () => {
    const organizer = await app.as('admin');
    expect((await organizer(`/api/v1/recordings/${recordingId}`, { method: 'DELETE' })).status).toBe(204);
    expect(await status(playlist)).toBe(404);
    expect((await organizer(playlist)).status).toBe(404);
    expect(await (await app.fetch('/api/v1/talks/scaling-postgres')).json()).toMatchObject({
      recording: null,
    });
    await organizer(`/api/v1/organize/bin/recording/${recordingId}/restore`, { method: 'POST' });
    expect(await status(playlist)).toBe(200);
  });

  it('deletes a speaker for good without a talk of theirs', async () => {
    const organizer = await app.as('admin');
    const { id } = app.db.prepare("SELECT id FROM speakers WHERE slug = 'ivan-petrov'").get() as {
      id: number;
    };
    const goes = await organizer(`/api/v1/organize/speakers/${id}/deletion`);
    expect(await goes.json()).toMatchObject({ title: 'Ivan Petrov', billings: 1, talks: 0, speakers: 1 });
    expect((await organizer(`/api/v1/organize/speakers/${id}?now=1`, { method: 'DELETE' })).status).toBe(204);
    expect(rowCount('SELECT count(*) FROM speakers WHERE id = ?', id)).toBe(0);
    expect(rowCount('SELECT count(*) FROM speaker_names WHERE speaker_id = ?', id)).toBe(0);
    expect(await (await app.fetch('/api/v1/search?q=petrov')).json()).toMatchObject({ items: [] });
    expect(await (await app.fetch('/api/v1/talks/scaling-postgres')).json()).toMatchObject({ speakers: [] });
    expect(await (await app.fetch('/talks/scaling-postgres')).text()).not.toContain('Petrov');
    expect(rowCount("SELECT count(*) FROM changes WHERE title LIKE '%Petrov%'")).toBe(0);
  });

  it('empties itself of what has lain in it for 30 days: rows, files, original and index', async () => {
    const organizer = await app.as('admin');
    await organizer(`/api/v1/organize/talks/${talkId}`, { method: 'DELETE' });
    const days = (n: number) => n * 24 * 3_600_000;
    app.db.prepare('UPDATE talks SET deleted_ms = ? WHERE id = ?').run(Date.now() - days(29.9), talkId);
    await app.bin.purgeDue();
    expect(rowCount('SELECT count(*) FROM talks WHERE id = ?', talkId)).toBe(1);
    expect(originals()).toHaveLength(1);
    app.db.prepare('UPDATE talks SET deleted_ms = ? WHERE id = ?').run(Date.now() - days(30.1), talkId);
    await app.bin.purgeDue();
    for (const table of ['recordings', 'versions', 'originals']) {
      expect(rowCount(`SELECT count(*) FROM ${table}`), table).toBe(0);
    }
    expect(rowCount('SELECT count(*) FROM talks WHERE id = ?', talkId)).toBe(0);
    expect(originals()).toEqual([]);
    expect(existsSync(join(app.dataDir, 'hls', recordingId))).toBe(false);
  });

  it('deletes a conference at once with all that hangs on it', async () => {
    const organizer = await app.as('admin');
    app.giveConference('organizer', conferenceId);
    const goes = await organizer(`/api/v1/organize/conferences/${conferenceId}?now=1`, { method: 'DELETE' });
    expect(goes.status).toBe(204);
    expect(app.accounts.people.byEmail('organizer@example.org')?.conferenceIds).toEqual([]);
    for (const table of ['conferences', 'talks', 'speakers', 'speaker_names', 'talk_texts', 'tags']) {
      expect(rowCount(`SELECT count(*) FROM ${table}`), table).toBe(0);
    }
    expect(rowCount('SELECT count(*) FROM talk_search')).toBe(0);
    expect(await status('/conferences/dataconf')).toBe(404);
    expect(
      (await organizer(`/api/v1/organize/conferences/${conferenceId}`, { method: 'DELETE' })).status,
    ).toBe(404);
  });
});
