import { expect, test } from 'vitest';
import { keepDecodable, planRun } from './plan.ts';
import type { Probe, VideoStream } from './probe.ts';

const film: VideoStream = {
  ...{ index: 0, codec: 'h264', width: 1280, height: 720, codedHeight: 720, pixelFormat: 'yuv420p' },
  ...{ profile: 'High', hasSquarePixels: true, isTurned: false, startMs: 0, trackId: null },
  ...{ nominalRate: { num: 30000, den: 1001 }, averageRate: { num: 30000, den: 1001 } },
  ...{ isInterlaced: false, transfer: null, matrix: null },
};
const sound = (index: number, more: Partial<Probe['audio'][number]> = {}) => ({
  ...{ index, codec: 'aac', channels: 2, language: null, title: null, isDefault: false },
  ...{ profile: 'LC', startMs: 0, trackId: null },
  ...more,
});
const found = (more: Partial<Probe>): Probe => ({
  ...{ container: 'mov', sizeBytes: 1, durationMs: 1000, video: null, audio: [] },
  ...{ subtitles: [], cover: null, chapters: [] },
  ...more,
});

test('a segment is four seconds to the nearest frame', () => {
  const plan = planRun(found({ video: film }));
  expect(plan.video?.gopFrames).toBe(120);
  expect(plan.segmentSeconds).toBeCloseTo(4.004, 9);
  const slow = { ...film, nominalRate: { num: 1, den: 1 }, averageRate: { num: 1, den: 1 } };
  expect(planRun(found({ video: slow }))).toMatchObject({ video: { gopFrames: 4 }, segmentSeconds: 4 });
  expect(planRun(found({ audio: [sound(0)] }))).toMatchObject({ video: null, segmentSeconds: 4 });
});

test('mono stays mono, everything else becomes stereo', () => {
  const { audio } = planRun(found({ audio: [1, 2, 6, 8].map((channels, i) => sound(i, { channels })) }));
  expect(audio.map((t) => t.channels)).toEqual([1, 2, 2, 2]);
});

test('one sound track is the default: the one the source says, else the first', () => {
  const tracks = (flags: boolean[]) =>
    planRun(found({ audio: flags.map((isDefault, i) => sound(i, { isDefault })) })).audio.map(
      (t) => t.isDefault,
    );
  expect(tracks([false, true, true])).toEqual([false, true, false]);
  expect(tracks([false, false])).toEqual([true, false]);
});

test('tracks have different names that cannot break a playlist', () => {
  const titles = ['Floor', 'Floor', 'a "b"\nc', null];
  const { audio } = planRun(found({ audio: titles.map((title, i) => sound(i, { title, language: 'ja' })) }));
  expect(audio.map((t) => t.label)).toEqual(['Floor', 'Floor 2', 'a  b  c', '日本語']);
});

test('only curves of high dynamic range are mapped', () => {
  const curve = (transfer: string | null) =>
    planRun(found({ video: { ...film, transfer } })).video?.hdrTransfer;
  expect(['smpte2084', 'arib-std-b67', 'bt709', null].map(curve)).toEqual([
    'smpte2084',
    'arib-std-b67',
    null,
    null,
  ]);
});

test('colours that name no matrix are taken for BT.709 from 720 lines up', () => {
  const matrix = (more: Partial<VideoStream>) =>
    planRun(found({ video: { ...film, ...more } })).video?.inputMatrix;
  expect(matrix({})).toBe('bt709');
  expect(matrix({ codedHeight: 576 })).toBe('bt601');
  expect(matrix({ matrix: 'bt470bg' })).toBe('bt601');
  expect(matrix({ matrix: 'bt2020nc' })).toBe('bt2020');
});

test('streams that cannot be decoded are left out, and a recording of nothing else is refused', () => {
  const both = found({ video: film, audio: [sound(1, { codec: 'ac4' }), sound(2)] });
  expect(keepDecodable(both, new Set(['h264', 'aac']))).toMatchObject({ video: film, audio: [{ index: 2 }] });
  expect(keepDecodable(both, new Set(['aac']))).toMatchObject({ video: null, audio: [{ index: 2 }] });
  expect(() => keepDecodable(both, new Set())).toThrow(
    'The installed ffmpeg cannot decode h264 or ac4 or aac.',
  );
});

test('a picture beyond all measure is refused', () => {
  expect(() => planRun(found({ video: { ...film, width: 60_000, height: 60_000 } }))).toThrow(/too large/);
});
