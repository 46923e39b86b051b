import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Matches, MatchRecording, MatchReport } from '#server/contract/wire.ts';
import type { StagedProgrammeInput } from '#server/features/catalogue/staged-programme.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { type ClipBox, clipBox } from '../support/recordings.ts';

const day = '2024-06-01';
const held = (hour: number, room: string) => [
  { day, startMs: Date.parse(`${day}T${hour}:00:00Z`), durationMs: 1_800_000, room },
];
const talks: NonNullable<StagedProgrammeInput['talks']> = [
  {
    at: '1',
    slug: 'ganeti',
    texts: { en: { title: 'Ganeti: how we did it' } },
    slots: held(10, 'Janson'),
    speakers: [{ key: 'lee' }],
  },
  {
    at: '2',
    slug: 'containers',
    texts: { en: { title: 'Linux containers in practice' } },
    slots: held(11, 'Janson'),
  },
  {
    at: '3',
    slug: 'containers-security',
    texts: { en: { title: 'Security of Linux containers' } },
    slots: held(12, 'K.1.105'),
  },
];
const fest = (list = talks): StagedProgrammeInput => ({
  conference: { slug: 'fest', texts: { en: { title: 'Fest 2024' } } },
  rooms: ['Janson', 'K.1.105'],
  speakers: [{ key: 'lee', names: [{ name: 'Ann Lee' }] }],
  talks: list,
});

let app: TestApp;
let box: ClipBox;
let fileNumber = 0;
let fileBytes: string;
beforeAll(async () => {
  app = await startApp();
  box = clipBox();
  fileBytes = await box.make('any.mp4', { seconds: 1 });
  app.catalogue.applyProgramme(fest());
  app.giveConference('organizer', conferenceId());
});
afterAll(async () => {
  await app.close();
  box.remove();
});

const conferenceId = () => app.work.talks.conferenceId('fest') ?? 0;
const path = () => `/api/v1/organize/conferences/${conferenceId()}/matches`;

async function take(arrivedAs: string): Promise<string> {
  const { copyFile, appendFile } = await import('node:fs/promises');
  const file = `${box.dir}/${fileNumber++}.mp4`;
  await copyFile(fileBytes, file);
  // Other bytes, the same film: an empty box of the container.
  const free = Buffer.alloc(16);
  free.writeUInt32BE(16);
  free.write(`free${String(fileNumber).padStart(8, '0')}`, 4);
  await appendFile(file, free);
  const outcome = await app.work.recordings.intake.take({
    file,
    path: arrivedAs,
    isMoved: false,
    conferenceId: conferenceId(),
  });
  if (outcome.kind !== 'taken') throw new Error(outcome.reason);
  return outcome.recordingId;
}

async function matches(): Promise<Matches> {
  const response = await app.as('organizer')(path());
  expect(response.status).toBe(200);
  return (await response.json()) as Matches;
}

async function one(id: string): Promise<MatchRecording> {
  const found = (await matches()).recordings.find((recording) => recording.id === id);
  if (found === undefined) throw new Error(`no ${id}`);
  return found;
}

async function decide(...decisions: object[]): Promise<MatchReport['results']> {
  const response = await app.as('organizer')(path(), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ decisions }),
  });
  expect(response.status).toBe(200);
  return ((await response.json()) as MatchReport).results;
}

const talkId = (slug: string) => app.work.talks.talkBySlugOrGuid(slug)?.id ?? 0;

describe('matching recordings of a conference', () => {
  beforeEach(() => {
    app.db.exec('DELETE FROM recordings');
    app.db.exec('DELETE FROM originals');
  });

  it('accepts a sure one as it comes, and says why', async () => {
    const id = await take('Janson/ganeti.mp4');
    expect(await one(id)).toMatchObject({
      talkId: talkId('ganeti'),
      kind: 'sure',
      note: expect.stringContaining('the room Janson is in the path'),
    });
  });

  it('leaves an unsure one without a talk, with the best three and their reasons', async () => {
    const id = await take('linux containers.mp4');
    const { talkId: found, kind, best } = await one(id);
    expect({ found, kind }).toEqual({ found: null, kind: 'unsure' });
    expect(best.map((offer) => offer.talkId).toSorted()).toEqual(
      [talkId('containers'), talkId('containers-security')].toSorted(),
    );
    expect(best[0]?.words).toMatch(/^\d of \d words of the title/);
    expect(best.length).toBeLessThanOrEqual(3);
  });

  it('takes a decision, writes it down with who it was, and takes it back', async () => {
    const id = await take('linux containers.mp4');
    const [done] = await decide({ kind: 'talk', recordingId: id, talkId: talkId('containers'), was: null });
    expect(done).toMatchObject({
      outcome: 'done',
      recording: { talkId: talkId('containers'), decision: { kind: 'talk' } },
    });
    const logged = app.db
      .prepare("SELECT actor_name FROM changes WHERE entity_id = ? AND action = 'matched'")
      .get(id);
    expect(logged).toMatchObject({ actor_name: expect.stringContaining('organizer') });
    const [undone] = await decide({ kind: 'undo', recordingId: id, was: talkId('containers') });
    expect(undone).toMatchObject({ outcome: 'done', recording: { talkId: null, decision: null } });
    expect((await one(id)).kind).toBe('unsure');
  });

  it('loses nothing when somebody else decided meanwhile', async () => {
    const id = await take('linux containers.mp4');
    await decide({ kind: 'talk', recordingId: id, talkId: talkId('containers'), was: null });
    const [late] = await decide({
      kind: 'talk',
      recordingId: id,
      talkId: talkId('containers-security'),
      was: null,
    });
    expect(late).toMatchObject({ outcome: 'conflict', recording: { talkId: talkId('containers') } });
  });

  it('takes many decisions at once, each by itself', async () => {
    const [a, b] = [await take('linux containers.mp4'), await take('speech.mp4')];
    const results = await decide(
      { kind: 'talk', recordingId: a, talkId: talkId('containers'), was: null },
      { kind: 'talk', recordingId: 'none', talkId: talkId('containers'), was: null },
      { kind: 'not_in_programme', recordingId: b, was: null },
    );
    expect(results.map(({ outcome }) => outcome)).toEqual(['done', 'gone', 'done']);
    expect(await one(b)).toMatchObject({ talkId: null, decision: { kind: 'not_in_programme' } });
  });

  it('never offers again what was said to be wrong', async () => {
    const id = await take('linux containers.mp4');
    await decide({ kind: 'reject', recordingId: id, talkId: talkId('containers'), was: null });
    expect((await one(id)).best.map((offer) => offer.talkId)).toEqual([talkId('containers-security')]);
    app.catalogue.applyProgramme(fest([...talks, { at: '9', texts: { en: { title: 'Something new' } } }]));
    expect((await one(id)).best.map((offer) => offer.talkId)).toEqual([talkId('containers-security')]);
  });

  it('finds anew when the programme changes', async () => {
    const id = await take('Rust for poets.mp4');
    expect(await one(id)).toMatchObject({ kind: 'none', best: [] });
    app.catalogue.applyProgramme(fest([...talks, { at: '4', texts: { en: { title: 'Rust for poets' } } }]));
    expect(await one(id)).toMatchObject({
      kind: 'sure',
      talkId: null,
      best: [{ words: 'Its whole title is in the path.' }],
    });
  });

  it('takes formats of one name for one recording, and asks where two names seem to be of one talk', async () => {
    const formats = [await take('Janson/ganeti.mp4'), await take('Janson/ganeti.webm')];
    const names = [
      await take('Poetry of Go.mp4'),
      await take('lq/Poetry of Go.mp4'),
      await take('03 - poetry of go final.mp4'),
    ];
    app.catalogue.applyProgramme(fest([...talks, { at: '5', texts: { en: { title: 'Poetry of Go' } } }]));
    const { recordings } = await matches();
    const of = (id: string) => recordings.find((recording) => recording.id === id);
    expect(formats.map((id) => of(id)?.talkId)).toEqual([talkId('ganeti'), talkId('ganeti')]);
    const [whole, low, other] = names.map((id) => of(id)?.kind);
    expect(low).toBe(whole);
    expect([whole, other].toSorted()).toEqual(['sure', 'unsure']);
    expect(names.map((id) => of(id)?.best[0]?.words).join()).toContain('It has a recording already.');
  });

  it('gives nothing to others', async () => {
    expect((await app.fetch(path())).status).toBe(401);
    expect((await app.as('otherOrganizer')(path())).status).toBe(403);
    expect((await app.as('viewer')(path())).status).toBe(403);
    expect((await app.as('admin')('/api/v1/organize/conferences/999/matches')).status).toBe(404);
  });

  it('does not assign to a talk of another conference', async () => {
    app.catalogue.applyProgramme({
      conference: { slug: 'other', texts: { en: { title: 'Other' } } },
      talks: [{ at: '1', slug: 'foreign', texts: { en: { title: 'Foreign' } } }],
    });
    const id = await take('speech.mp4');
    const [refused] = await decide({ kind: 'talk', recordingId: id, talkId: talkId('foreign'), was: null });
    expect(refused).toMatchObject({ outcome: 'gone', recording: { talkId: null } });
  });
});
