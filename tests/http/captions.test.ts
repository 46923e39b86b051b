import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CaptionTrack, TakenCaptions, Talk } from '#server/contract/wire.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { clipBox, programme, take, talkRef } from '../support/recordings.ts';

const clips = clipBox();
const slug = 'scaling-postgres';
let app: TestApp;
let id: string;

beforeAll(async () => {
  app = await startApp({ tuning: { backoffMs: 10 } });
  app.catalogue.applyProgramme(programme('auto'));
  const conference = app.db
    .prepare<[], number>(`SELECT id FROM conferences WHERE slug = 'dataconf'`)
    .pluck()
    .get();
  app.giveConference('organizer', conference ?? 0);
  const file = await clips.make('talk.mp4', { seconds: 4 });
  ({ recordingId: id } = await take(app, { file, path: 'talk.mp4', talk: talkRef(app, slug) }));
  await app.work.drainJobs();
});
afterAll(async () => {
  await app.close();
  clips.remove();
});

const base = () => `/api/v1/recordings/${id}/captions`;
const put = async (language: string, body: string | Buffer, status: number) => {
  const response = await app.as('organizer')(`${base()}/${language}`, {
    ...{ method: 'PUT', body: new Uint8Array(Buffer.from(body)), headers: { 'x-file-name': 'a%20b.srt' } },
  });
  expect(response.status, await response.clone().text()).toBe(status);
  return (await response.json()) as TakenCaptions & { title?: string };
};
const list = async () => {
  const response = await app.as('organizer')(base());
  return ((await response.json()) as { items: CaptionTrack[] }).items;
};
const shown = async (language: string): Promise<string | null> => {
  const talk = (await (await app.fetch(`/api/v1/talks/${slug}`)).json()) as Talk;
  const track = talk.recording?.tracks.find((each) => each.kind === 'captions' && each.language === language);
  return track?.url ? (await app.fetch(track.url)).text() : null;
};
const text = async (path: string) => (await app.as('organizer')(path)).text();
const cue = (from: string, to: string, words: string) => `00:00:0${from} --> 00:00:0${to}\n${words}\n\n`;

describe('captions of a recording', () => {
  it('are shown to viewers at once, replaced, downloaded, deleted and taken back', async () => {
    const first = await put('de', cue('0,500', '1,000', 'Hallo <b>Welt</b>'), 201);
    expect(first.track).toMatchObject({ language: 'de', label: 'Deutsch', cues: 1, source: 'file' });
    expect(first.report).toEqual({ format: 'subrip', read: 1, kept: 1, oddities: [] });
    expect(await shown('de')).toBe('WEBVTT\n\n00:00:00.500 --> 00:00:01.000\nHallo Welt\n');

    const second = await put('de', `WEBVTT\n\n00:01.000 --> 00:02.000\nZweite\n`, 200);
    expect(second.report.format).toBe('webvtt');
    expect(await shown('de')).toContain('Zweite');
    expect(await list()).toHaveLength(1);
    expect(await text(second.track.subRipUrl)).toBe('1\n00:00:01,000 --> 00:00:02,000\nZweite\n');
    expect(await text(second.track.webVttUrl)).toContain('00:00:01.000 --> 00:00:02.000');

    const deleted = await app.as('organizer')(`${base()}/de`, { method: 'DELETE' });
    expect(await deleted.json()).toEqual({ deleted: second.track.id });
    expect(await shown('de')).toBeNull();
    expect(await list()).toEqual([]);
    const back = await app.as('organizer')(`${base()}/${second.track.id}/restore`, { method: 'POST' });
    expect(back.status).toBe(200);
    expect(await shown('de')).toContain('Zweite');
    const actions = app.db
      .prepare(`SELECT action FROM changes WHERE entity = 'caption' ORDER BY id`)
      .pluck()
      .all();
    expect(actions).toEqual(['created', 'replaced', 'deleted', 'restored']);
  });

  it('are no longer reachable at their old address once replaced', async () => {
    await put('fr', cue('0,500', '1,000', 'secret'), 201);
    const talk = (await (await app.fetch(`/api/v1/talks/${slug}`)).json()) as Talk;
    const old = talk.recording?.tracks.find(({ language }) => language === 'fr')?.url ?? '';
    expect((await app.fetch(old)).status).toBe(200);
    await put('fr', cue('0,500', '1,000', 'public'), 200);
    expect((await app.fetch(old)).status).toBe(404);
  });

  it('are read as Timed Text, with its clocks, nesting and line breaks', async () => {
    const { report } = await put(
      'en',
      `<?xml version="1.0"?><tt xmlns="http://www.w3.org/ns/ttml" xmlns:ttp="http://www.w3.org/ns/ttml#parameter" ttp:frameRate="25" xml:lang="en"><head><metadata><p>no</p></metadata></head><body begin="1s"><div>
        <p begin="00:00:00.200" end="00:00:00:20">one<br/> <span>two</span> &amp; &lt;b&gt;</p><p begin="500ms" dur="0.5s"><metadata>x</metadata>three</p><p begin="nonsense" end="2s">lost</p></div></body></tt>`,
      201,
    );
    expect(report).toMatchObject({ format: 'ttml', kept: 2 });
    expect(report.oddities.map(({ what }) => what)).toEqual([
      'The times of the cue cannot be read: it was left out.',
      expect.stringContaining('begin before the one before'),
    ]);
    expect(await shown('en')).toBe(
      'WEBVTT\n\n00:00:01.200 --> 00:00:01.800\none\ntwo &amp; &lt;b&gt;\n\n00:00:01.500 --> 00:00:02.000\nthree\n',
    );
  });

  it('are told about: damaged, empty, overlapping, too late, badly encoded', async () => {
    const bytes = Buffer.from(
      `${cue('0,500', '2,000', 'caf\u00e9')}${cue('1,000', '0,500', 'backwards')}not --> time\nx\n\n${cue('1,500', '9,000', 'long')}${cue('5,000', '6,000', 'late')}00:00:03,000 --> 00:00:03,500\n\n`,
      'latin1',
    );
    const { report } = await put('it', bytes, 201);
    expect(report.kept).toBe(2);
    expect(report.oddities).toEqual([
      { line: null, what: 'The file is not UTF-8: it was read as Windows-1252 (Western).' },
      { line: 7, what: 'The times of the cue cannot be read: it was left out.' },
      { line: 16, what: 'The cue has no text: it was left out.' },
      { line: 4, what: 'The cue ends before it begins: it was left out.' },
      { line: null, what: expect.stringContaining('1 of 3 cues begin after the end of the recording') },
      { line: null, what: '1 cues go on after the end of the recording: they end with it now.' },
      { line: null, what: expect.stringContaining('1 cues begin before the one before them has ended') },
    ]);
    expect(await shown('it')).toContain('café');
  });

  it.each([
    ['words', 415, 'holds no captions'],
    ['', 415, 'holds no captions'],
    ['<tt><body><p begin="1s" end="2s">x</body></tt>', 415, 'not well-formed'],
    [
      '<!DOCTYPE tt [<!ENTITY a SYSTEM "file:///etc/passwd">]><tt><body><p>&a;</p></body></tt>',
      415,
      'holds no captions',
    ],
    ['1\n00:10:00,000 --> 00:10:01,000\nx\n', 400, 'another one'],
    [Buffer.alloc(10 * 1024 * 1024 + 1, 'x'), 413, '10 MiB'],
  ])('are refused in a sentence where they are none (%#)', async (body, status, sentence) => {
    expect((await put('pl', body, status)).title).toContain(sentence);
    expect(await shown('pl')).toBeNull();
  });

  it('never become markup', async () => {
    await put(
      'es',
      cue(
        '0,500',
        '1,000',
        '<script>alert(1)</script>&lt;img src=x onerror=alert(1)&gt;\n00:00:02.000 --&gt; 00:00:03.000',
      ),
      201,
    );
    const words = (await shown('es')) ?? '';
    expect(words).not.toMatch(/<script|<img/);
    expect(words.match(/-->/g)).toHaveLength(1);
  });

  it('of part of a recording come and go on its own clock, and leave the rest alone', async () => {
    await put('nl', `${cue('0,200', '0,800', 'before')}${cue('2,000', '3,000', 'within')}`, 201);
    app.db
      .prepare(
        'INSERT INTO recording_edits (recording_id, number, edit_list, created_ms) VALUES (?, 2, ?, 0)',
      )
      .run(id, '[[1000,4000]]');
    app.db.prepare("UPDATE recordings SET edit_number = 2, edit_list = '[[1000,4000]]' WHERE id = ?").run(id);
    expect(await text(`${base()}/nl?format=srt`)).toBe('1\n00:00:01,000 --> 00:00:02,000\nwithin\n');
    await put('nl', cue('0,500', '1,500', 'new'), 200);
    app.db.prepare('UPDATE recordings SET edit_number = 1, edit_list = NULL WHERE id = ?').run(id);
    expect(await text(`${base()}/nl?format=srt`)).toBe(
      '1\n00:00:00,200 --> 00:00:00,800\nbefore\n\n2\n00:00:01,500 --> 00:00:02,500\nnew\n',
    );
  });

  it('go for good after 30 days', async () => {
    const { track } = await put('sv', cue('0,500', '1,000', 'bort'), 201);
    await app.as('organizer')(`${base()}/sv`, { method: 'DELETE' });
    app.db
      .prepare('UPDATE caption_tracks SET deleted_ms = ? WHERE id = ?')
      .run(Date.now() - 31 * 86_400_000, track.id);
    app.work.recordings.captionTracks.purge();
    expect(app.db.prepare('SELECT count(*) FROM cues WHERE track_id = ?').pluck().get(track.id)).toBe(0);
    expect((await app.as('organizer')(`${base()}/${track.id}/restore`, { method: 'POST' })).status).toBe(404);
  });

  it('are for the organizers of the conference only', async () => {
    expect((await app.fetch(base())).status).toBe(401);
    expect((await app.as('viewer')(base())).status).toBe(403);
    expect((await app.as('otherOrganizer')(`${base()}/de`, { method: 'DELETE' })).status).toBe(403);
    expect((await app.as('admin')(base())).status).toBe(200);
    expect((await app.as('organizer')('/api/v1/recordings/none/captions')).status).toBe(404);
  });

  const folder = join(process.env.CORPUS_DIR ?? '', 'captions');
  it.skipIf(!process.env.CORPUS_DIR || !existsSync(folder))(
    'are read whole, whatever real file they come in',
    async () => {
      // Long enough for all of them.
      app.db.prepare('UPDATE versions SET duration_ms = 3600000 WHERE recording_id = ?').run(id);
      for (const name of readdirSync(folder).filter((each) => each !== 'lecture.dfxp')) {
        const bytes = readFileSync(join(folder, name));
        const { report } = await put('und', bytes, name === 'derive_sectaire.srt' ? 201 : 200);
        expect(report.kept, name).toBe(bytes.toString().match(/-->/g)?.length);
      }
      const lecture = readFileSync(join(folder, 'lecture.dfxp'));
      for (const language of ['es', 'en']) {
        const part = lecture
          .toString()
          .split(`id="${language === 'es' ? 'd1' : 'd2'}"`)[1]
          ?.split('</div>')[0];
        const { report } = await put(language, lecture, 200);
        expect(
          report.read + report.oddities.filter(({ what }) => what.includes('left out')).length,
          language,
        ).toBe(part?.match(/<p /g)?.length);
      }
    },
  );
});
