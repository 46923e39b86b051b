import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { countingCaptions, makeClip } from './clips.ts';
import { startPortal } from './portal.ts';
import { captionedTalk, longTalk, organizer, writeTemplate } from './scene.ts';
import { runScript } from './shell.ts';

/**
 * The library that every worker gets a copy of: the example's programme without its samples, and two short recordings
 * that went through the real pipeline. Returns what takes it away again.
 */
// biome-ignore lint/style/noDefaultExport: Playwright calls a set-up file's default export
export default async function setUp(): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'rostrum-e2e-'));
  const dataDir = join(folder, 'media');
  await mkdir(dataDir);
  const texts = { name: 'Container Talks', imprint: 'Who answers for this.', contact: 'How to reach us.' };
  await writeFile(join(dataDir, 'site.json'), JSON.stringify(texts));
  const portal = await startPortal(dataDir, {
    ORGANIZER_EMAIL: organizer.email,
    ORGANIZER_PASSWORD: organizer.password,
  });
  const takeAway = () => rm(folder, { recursive: true, force: true });
  try {
    const env = { DATA_DIR: dataDir };
    await runScript('scripts/import.ts', ['media/example/programme.json'], env);
    const slugs = await slugsBySpeaker(portal.url);
    const clips = { captioned: join(folder, 'captioned.mkv'), long: join(folder, 'long.mkv') };
    await makeClip(clips.captioned, {
      seconds: 12,
      size: '1280x720',
      framesPerSecond: 25,
      audio: ['eng', 'rus'],
      chapters: ['Beginning', 'Middle & <more>', 'End'],
    });
    await makeClip(clips.long, { seconds: 120, size: '640x360', framesPerSecond: 10, audio: ['eng'] });
    await writeFile(join(folder, 'captioned.en.vtt'), countingCaptions(12));
    for (const [file, speaker] of [
      [clips.captioned, captionedTalk],
      [clips.long, longTalk],
    ] as const) {
      const slug = slugs[speaker];
      if (!slug) throw new Error(`The example programme has no talk of ${speaker}.`);
      await runScript('scripts/ingest.ts', [file, '--talk', slug, '--wait'], env);
    }
    const token = (await runScript('scripts/user.ts', ['token', organizer.email], env)).trim();
    const captioned = await recordingOf({ url: portal.url, token, slug: slugs[captionedTalk] ?? '' });
    await portal.stop();
    writeTemplate({ dataDir, slugs, token, captioned });
    return takeAway;
  } catch (error) {
    await portal.stop();
    await takeAway();
    throw error;
  }
}

async function recordingOf(of: {
  url: string;
  token: string;
  slug: string;
}): Promise<{ recordingId: string; jobId: string }> {
  const headers = { authorization: `Bearer ${of.token}` };
  const response = await fetch(`${of.url}/api/v1/recordings`, { headers });
  if (!response.ok) throw new Error(`GET /api/v1/recordings answered ${response.status}.`);
  const { items } = (await response.json()) as {
    items: { id: string; talk: { slug: string } | null; job: { id: string } | null }[];
  };
  const found = items.find(({ talk }) => talk?.slug === of.slug);
  if (!found?.job) throw new Error(`The talk ${of.slug} has no recording with a job.`);
  return { recordingId: found.id, jobId: found.job.id };
}

async function slugsBySpeaker(url: string): Promise<Record<string, string>> {
  const response = await fetch(`${url}/api/v1/talks?limit=50&lang=en`);
  if (!response.ok) throw new Error(`GET /api/v1/talks answered ${response.status}.`);
  const { items } = (await response.json()) as {
    items: { slug: string; speakers: { name: string }[] }[];
  };
  return Object.fromEntries(
    items.map(({ slug, speakers }) => [speakers[0]?.name.split(' ').at(-1) ?? '', slug]),
  );
}
