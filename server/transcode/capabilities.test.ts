import { expect, test } from 'vitest';
import { readCapabilities } from './capabilities.ts';

test('the installed ffmpeg decodes what recordings are made of', async () => {
  const { decodable } = await readCapabilities(process.env.FFMPEG_PATH);
  for (const codec of [
    'h264',
    'hevc',
    'vp8',
    'vp9',
    'mpeg4',
    'mjpeg',
    'aac',
    'mp3',
    'opus',
    'vorbis',
    'flac',
    'subrip',
  ]) {
    expect(decodable).toContain(codec);
  }
  expect(decodable).not.toContain('ac4');
});

test('an ffmpeg that is missing is said to be', async () => {
  await expect(readCapabilities('/nowhere/ffmpeg')).rejects.toMatchObject({
    code: 'failed',
    message: 'ffmpeg could not be started.',
  });
});
