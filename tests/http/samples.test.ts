import { execFile } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkLibrary } from '#server/features/library-care/check-library.ts';
import { makeSample } from '#server/features/samples/make-sample.ts';
import { readSampleScripts } from '#server/features/samples/sample-scripts.ts';
import type { SampleTalk } from '#server/features/samples/screenplay.ts';
import { isSilent, speak, voiceRate } from '#server/features/samples/voice.ts';
import { loadExample } from '#server/features/schedule-import/load-example.ts';
import { startApp, type TestApp } from '../support/app.ts';

const run = promisify(execFile);
const slug = 'openvz-in-devops-work';
const folder = mkdtempSync(join(tmpdir(), 'rostrum-samples-'));
const ffmpegPath = process.env.FFMPEG_PATH ?? 'ffmpeg';

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** An ffmpeg as it is built without flite. */
function withoutFlite(): string {
  const wrapper = join(folder, 'ffmpeg-without-flite');
  writeFileSync(
    wrapper,
    `#!/bin/sh\ncase "$*" in *flite*) echo "No such filter: 'flite'" >&2; exit 1;; esac\nexec "${ffmpegPath}" "$@"\n`,
  );
  chmodSync(wrapper, 0o755);
  return wrapper;
}

async function hasFlite(): Promise<boolean> {
  const { stdout } = await run(ffmpegPath, ['-hide_banner', '-filters'], { maxBuffer: 1 << 22 });
  return /\sflite\s/.test(stdout);
}

const canSpeak = await hasFlite();

async function meanVolumeDb(file: string): Promise<number> {
  const { stderr } = await run(ffmpegPath, [
    '-hide_banner',
    '-i',
    file,
    '-vn',
    '-af',
    'volumedetect',
    '-f',
    'null',
    '-',
  ]);
  return Number(/mean_volume: (-?[\d.]+) dB/.exec(stderr)?.[1] ?? Number.NaN);
}

describe('the example’s sample recordings', () => {
  let app: TestApp;
  let original = '';

  beforeAll(async () => {
    app = await startApp();
    loadExample(app.catalogue, 'media/example');
    // One of the eight shows the way of all.
    app.db.prepare('DELETE FROM talks WHERE slug <> ?').run(slug);
    // What a killed process would have left.
    const guid = app.db.prepare<[], string>('SELECT guid FROM talks').pluck().get() ?? '';
    mkdirSync(join(app.dataDir, 'samples', guid), { recursive: true });
    writeFileSync(join(app.dataDir, 'samples', guid, 'film.mp4'), 'half made');
    expect(await app.work.samples.enqueueSamples()).toBe(1);
    await app.work.drainJobs();
    original = join(
      app.dataDir,
      app.db.prepare<[], string>('SELECT path FROM originals').pluck().get() ?? '',
    );
  }, 240_000);
  afterAll(() => app.close());

  const talk = (language: 'en' | 'ru' | 'ja') => {
    const found = app.catalogue.talk(slug, language);
    if (found?.kind !== 'found') throw new Error('the talk is not public');
    return found.talk;
  };

  it('go through the real pipeline and are public, marked as samples', () => {
    expect(talk('en')).toMatchObject({ isSample: true, state: 'watchable', recording: { status: 'ready' } });
    const row = app.db.prepare('SELECT arrived_as FROM originals').get();
    expect(row).toEqual({ arrived_as: `samples/${slug}.mp4` });
  });

  it('last 30 to 60 seconds, in 720p', () => {
    const { durationMs, width, height } = talk('en').recording ?? {};
    expect(durationMs).toBeGreaterThanOrEqual(30_000);
    expect(durationMs).toBeLessThanOrEqual(60_000);
    expect([width, height]).toEqual([1280, 720]);
  });

  it('can be heard', async () => {
    expect(await meanVolumeDb(original)).toBeGreaterThan(-35);
  });

  it('have captions of their words in three languages', async () => {
    const tracks = talk('en').recording?.tracks.filter((track) => track.kind === 'captions') ?? [];
    expect(tracks.map((track) => track.language).sort()).toEqual(['en', 'ja', 'ru']);
    const texts = await Promise.all(tracks.map(async ({ url }) => (await app.fetch(url ?? '')).text()));
    const all = texts.join('\n');
    expect(all).toContain('This is a sample recording');
    expect(all).toContain(`«${talk('ru').title}»`);
    expect(all).toContain(`「${talk('ja').title}」`);
  });

  it('leave nothing behind', async () => {
    await app.work.samples.enqueueSamples();
    expect(existsSync(join(app.dataDir, 'samples'))).toBe(false);
    expect(await checkLibrary({ dataDir: app.dataDir, secondLookMs: 20 })).toEqual([]);
  });

  it('are made once, whatever runs again', async () => {
    expect(await app.work.samples.enqueueSamples()).toBe(0);
    const guid = talk('en').guid;
    // A job that died after its recording was taken in, before it was done.
    app.work.queue.enqueue({ kind: 'sample', payload: { talkGuid: guid } });
    await app.work.drainJobs();
    expect(app.db.prepare('SELECT count(*) AS n FROM recordings').get()).toEqual({ n: 1 });
  });

  it('do not come back once somebody removed one', async () => {
    app.db.prepare('UPDATE recordings SET talk_id = NULL').run();
    expect(await app.work.samples.enqueueSamples()).toBe(0);
  });
});

describe('a sample without its talk', () => {
  it('is no error: the example was removed meanwhile', async () => {
    const app = await startApp();
    try {
      loadExample(app.catalogue, 'media/example');
      expect(await app.work.samples.enqueueSamples()).toBe(8);
      app.catalogue.removeExample();
      await app.work.drainJobs();
      const states = app.db.prepare('SELECT DISTINCT state, error FROM jobs').all();
      expect(states).toEqual([{ state: 'done', error: null }]);
    } finally {
      await app.close();
    }
  });
});

describe('the words of every sample', () => {
  it('are there for each talk of the example, four slides each', () => {
    const scripts = readSampleScripts('media/example/samples.json');
    expect(scripts.size).toBe(8);
    for (const slides of scripts.values()) expect(slides).toHaveLength(2);
  });
});

describe('the voice', () => {
  it.runIf(canSpeak)('speaks, for as long as the words take', async () => {
    const speech = await speak(
      ['One short sentence.', 'Another one, which is a good deal longer than that.'],
      {
        folder,
        tools: { ffmpegPath },
      },
    );
    expect(speech.kind).toBe('words');
    const [short = 0, long = 0] = speech.sentences.map((samples) => samples.length / voiceRate);
    expect(short).toBeGreaterThan(0.8);
    expect(long).toBeGreaterThan(short * 1.5);
    for (const samples of speech.sentences) expect(isSilent(samples)).toBe(false);
  });

  it('is a tone where flite is not built in', async () => {
    const speech = await speak(['One.', 'Two.'], { folder, tools: { ffmpegPath: withoutFlite() } });
    expect(speech.kind).toBe('tones');
    for (const samples of speech.sentences) expect(isSilent(samples)).toBe(false);
  });

  it.runIf(canSpeak)('is a tone for words that flite cannot say', async () => {
    const speech = await speak(['こんにちは'], { folder, tools: { ffmpegPath } });
    expect(speech.kind).toBe('tones');
  });

  it('takes silence for what it is', () => {
    expect(isSilent(new Int16Array(1000))).toBe(true);
    expect(isSilent(new Int16Array(0))).toBe(true);
  });
});

describe('a sample on a machine without flite', () => {
  it('is made all the same, with sound and captions', async () => {
    const dir = join(folder, 'tones');
    mkdirSync(dir);
    const words = { en: 'Talk', ru: 'Доклад', ja: '講演' };
    const talk: SampleTalk = { title: words, speakers: words, conference: words, affiliation: null };
    const made = await makeSample({
      ...{ talk, content: [], folder: dir, name: 'talk' },
      tools: { ffmpegPath: withoutFlite() },
    });
    expect(made.voice).toBe('tones');
    expect(await meanVolumeDb(made.file)).toBeGreaterThan(-45);
    expect(made.captions.map((file) => file.slice(dir.length + 1))).toEqual([
      'talk.en.vtt',
      'talk.ru.vtt',
      'talk.ja.vtt',
    ]);
  });
});
