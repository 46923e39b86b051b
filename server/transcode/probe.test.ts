import { expect, test } from 'vitest';
import { parseProbe } from './probe.ts';

const answer = (streams: object[], more: object = {}) =>
  JSON.stringify({ streams, format: { format_name: 'mov', duration: '5.016000' }, chapters: [], ...more });
const film = {
  index: 0,
  codec_type: 'video',
  codec_name: 'h264',
  width: 1280,
  height: 720,
  pix_fmt: 'yuv420p',
};

test('a picture is as large as it is displayed: square pixels, turned', () => {
  const shaped = { ...film, sample_aspect_ratio: '241:226' };
  expect(parseProbe(answer([shaped]), 1).video).toMatchObject({ width: (1280 * 241) / 226, height: 720 });
  const turned = { ...film, side_data_list: [{ side_data_type: 'Display Matrix', rotation: -90 }] };
  expect(parseProbe(answer([turned]), 1).video).toMatchObject({ width: 720, height: 1280 });
  const upsideDown = { ...film, side_data_list: [{ rotation: 180 }] };
  expect(parseProbe(answer([upsideDown]), 1).video).toMatchObject({ width: 1280, height: 720 });
  expect(parseProbe(answer([{ ...film, sample_aspect_ratio: '0:1' }]), 1).video).toMatchObject({
    width: 1280,
  });
});

test('a cover is no film, and of two films the larger is taken', () => {
  const cover = {
    ...film,
    index: 1,
    codec_name: 'png',
    width: 3000,
    height: 3000,
    disposition: { attached_pic: 1 },
  };
  const second = { ...film, index: 2, width: 1920, height: 1080 };
  const found = parseProbe(answer([film, cover, second]), 1);
  expect(found.video?.index).toBe(2);
  expect(found.cover).toEqual({ index: 1, width: 3000, height: 3000 });
});

test('streams that nothing decodes are left out', () => {
  const unknown = [
    { index: 0, codec_type: 'video', width: 10, height: 10 },
    { index: 1, codec_type: 'audio', codec_name: 'aac', channels: 0 },
    { index: 2, codec_type: 'data', codec_name: 'bin_data' },
    { index: 3, codec_type: 'subtitle', codec_name: 'hdmv_pgs_subtitle' },
  ];
  expect(parseProbe(answer(unknown), 1)).toMatchObject({ video: null, audio: [], subtitles: [] });
});

test('languages are read as BCP 47, and not where nobody knows them', () => {
  const track = (index: number, language: string) => ({
    ...{ index, codec_type: 'audio', codec_name: 'aac', channels: 2, tags: { language } },
  });
  const found = parseProbe(
    answer(['eng', 'fre', 'ger', 'und', 'x!', 'pt_BR'].map((tag, i) => track(i, tag))),
    1,
  );
  expect(found.audio.map((a) => a.language)).toEqual(['en', 'fr', 'de', null, null, 'pt-BR']);
});

test('the duration is the container’s, else the longest stream’s, else unknown', () => {
  expect(parseProbe(answer([film]), 1).durationMs).toBe(5016);
  const streams = [
    { ...film, duration: '7.5' },
    { ...film, index: 1, duration: '7.25' },
  ];
  expect(parseProbe(answer(streams, { format: {} }), 1).durationMs).toBe(7500);
  expect(parseProbe(answer([film], { format: { duration: 'N/A' } }), 1).durationMs).toBeNull();
});

test('chapters are kept', () => {
  const chapters = [{ start_time: '0.000000', end_time: '2.500000', tags: { title: 'Begin' } }];
  expect(parseProbe(answer([film], { chapters }), 1).chapters).toEqual([
    { startMs: 0, endMs: 2500, title: 'Begin' },
  ]);
});
