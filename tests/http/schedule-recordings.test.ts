import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readProgrammes } from '#server/features/schedule-import/read-programmes.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { clipBox, programme, take, talkRef } from '../support/recordings.ts';
import { scheduleSchemas } from '../support/schedule-schemas.ts';

const schedules = join(process.env.CORPUS_DIR ?? '', 'schedules');
const hasCorpus = (process.env.CORPUS_DIR ?? '') !== '' && existsSync(schedules);
const portal = 'https://talks.example';
const page = `${portal}/talks/scaling-postgres`;

const clips = clipBox();
let app: TestApp;
let recordingId: string;
beforeAll(async () => {
  app = await startApp({ env: { PUBLIC_URL: portal } });
  app.catalogue.applyProgramme(programme());
  const file = await clips.make('talk.mp4');
  const talk = talkRef(app, 'scaling-postgres');
  ({ recordingId } = await take(app, { file, path: 'talk.mp4', talk }));
  await app.work.drainJobs();
  const published = await app.as('admin')(`/api/v1/recordings/${recordingId}/publish`, { method: 'POST' });
  expect(published.status).toBe(200);
});
afterAll(async () => {
  await app.close();
  clips.remove();
});

const exported = async (kind: 'xml' | 'json') =>
  (await app.fetch(`/conferences/dataconf/schedule.${kind}`)).text();
const events = async () => {
  const { schedule } = JSON.parse(await exported('json'));
  const days: { rooms: Record<string, { url: string; links: { url: string; type: string }[] }[]> }[] =
    schedule.conference.days;
  return days.flatMap(({ rooms }) => Object.values(rooms).flat());
};

describe('the schedule of a conference with a published recording', () => {
  it('links its page and its file, which can be fetched, for that talk alone', async () => {
    const [withIt, without] = [
      (await events()).find(({ url }) => url === page),
      (await events()).find(({ url }) => url !== page),
    ];
    const media = withIt?.links.filter(({ type }) => type === 'media').map(({ url }) => url) ?? [];
    expect(media).toEqual([page, expect.stringMatching(/^https:\/\/talks\.example\/hls\/.*180p\.mp4$/)]);
    expect(without?.links).toEqual([]);
    const file = media[1] ?? '';
    expect((await app.fetch(file.slice(portal.length), { method: 'HEAD' })).status).toBe(200);

    const xml = await exported('xml');
    expect(xml).toContain(`<link href="${page}" type="recording">Recording</link>`);
    expect(xml).toContain(`<url>${file}</url>`);
    expect(xml).toContain(`<link>${page}</link>`);
    expect(xml).toContain(`<video_download_url>${file}</video_download_url>`);
    expect(xml.match(/type="recording"/g)).toHaveLength(1);
  });

  it.each(['xml', 'json'] as const)(
    'read in again as %s, makes no links of its own addresses',
    async (kind) => {
      const { programmes } = readProgrammes(Buffer.from(await exported(kind)), 'schedule', {
        knownConference: app.catalogue.knownConference,
      });
      const outcomes = programmes.flatMap((one) => app.catalogue.applyProgramme(one).entries);
      expect(outcomes.filter(({ outcome }) => outcome !== 'unchanged')).toEqual([]);
      expect(app.db.prepare('SELECT count(*) FROM talk_links').pluck().get()).toBe(0);
    },
  );

  it.skipIf(!hasCorpus)('is valid by the format’s own schemas', async () => {
    const checks = scheduleSchemas(schedules);
    expect(await checks.xml(await exported('xml'))).toEqual([]);
    expect(checks.json(JSON.parse(await exported('json')))).toEqual([]);
  });

  it('has them no more once it is taken back', async () => {
    await app.as('admin')(`/api/v1/recordings/${recordingId}/unpublish`, { method: 'POST' });
    expect(await exported('xml')).not.toContain('type="recording"');
    expect((await events()).flatMap(({ links }) => links)).toEqual([]);
  });
});
