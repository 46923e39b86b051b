import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ffmpeg, picture, tone } from '../support/clips.ts';

const SECONDS = 9;
const SMALL = { size: '320x180', rate: 30, seconds: SECONDS };
/** With pictures between that are decoded in another order than they are shown. */
const H264 = ['-c:v', 'libx264', '-preset', 'ultrafast', '-bf', '2', '-g', '60', '-pix_fmt', 'yuv420p'];
const AAC = ['-c:a', 'aac'];
const FLASHES = [1, 5, 8].map((at) => `between(t,${at},${at + 0.149})`).join('+');

/** Makes recordings that may or may not be copied, each in `dir` on its first use. */
export function createFirstClips(dir: string) {
  const made = new Map<string, Promise<string>>();
  const make = (name: string, args: readonly string[]): Promise<string> => {
    const path = join(dir, name);
    const making = made.get(name) ?? ffmpeg([...args, path]).then(() => path);
    made.set(name, making);
    return making;
  };
  const seen = (more: { filter?: string; rate?: number; seconds?: number } = {}) =>
    picture({ ...SMALL, ...more });
  const heard = (seconds = SECONDS) => tone({ hz: 440, seconds });
  const plain = () => make('plain.mp4', [...seen(), ...heard(), ...H264, ...AAC]);
  const remux = async (name: string, more: readonly string[] = []) =>
    make(name, ['-i', await plain(), '-map', '0', '-c', 'copy', ...more]);
  return {
    plain,
    asMatroska: () => remux('plain.mkv'),
    asTransportStream: () => remux('plain.ts'),
    asQuickTime: () => remux('plain.mov'),
    fragmented: () => remux('fragmented.mp4', ['-movflags', 'frag_keyframe+delay_moov']),
    openGroups: () =>
      make('open.mp4', [
        ...[...seen(), ...heard(), ...H264, ...AAC],
        ...['-x264-params', 'open-gop=1:keyint=30:min-keyint=30:scenecut=0:b-adapt=0:bframes=2'],
      ]),
    farKeys: () =>
      make('far.mp4', [
        ...[...seen({ rate: 5, seconds: 20 }), ...heard(20), ...H264, ...AAC],
        ...['-g', '65', '-keyint_min', '65', '-sc_threshold', '0'],
      ]),
    farFromEnd: () =>
      make('far-end.mp4', [
        ...[...seen({ rate: 5, seconds: 18 }), ...heard(18), ...H264, ...AAC],
        ...['-g', '1000', '-sc_threshold', '0', '-force_key_frames', '5'],
      ]),
    halfChroma: () => make('422.mp4', [...seen(), ...heard(), ...H264, ...AAC, '-pix_fmt', 'yuv422p']),
    /** Coded so that a frame may be two fields, which only the decoder's settings tell. */
    mixedFields: () =>
      make('mbaff.mp4', [...seen(), ...heard(), ...H264, ...AAC, '-x264opts', 'fake-interlaced=1']),
    changedSettings: async () => {
      const parts = await Promise.all(
        ['1', '3'].map((refs) =>
          make(`refs-${refs}.mp4`, [...seen({ seconds: 4 }), ...heard(4), ...H264, ...AAC, '-refs', refs]),
        ),
      );
      const list = join(dir, 'list.txt');
      await writeFile(list, parts.map((path) => `file '${path}'\n`).join(''));
      return make('changed.mkv', ['-f', 'concat', '-safe', '0', '-i', list, '-c', 'copy']);
    },
    cutByEditList: async () => make('cut.mp4', ['-ss', '1.3', '-i', await plain(), '-c', 'copy']),
    gapInPicture: () =>
      make('gap.mp4', [
        ...seen({ filter: "setpts='PTS+if(gte(N,120),2/TB,0)'", seconds: 7 }),
        ...[...heard(), '-vsync', 'passthrough', ...H264, ...AAC],
      ]),
    lateSound: () => make('late.mp4', [...seen(), '-itsoffset', '0.4', ...heard(8), ...H264, ...AAC]),
    /** A stream that was joined late: its first pictures need one from before. */
    joinedLate: async () => {
      const stream = await make('whole.ts', [...seen(), ...H264]);
      const bytes = await readFile(stream);
      const path = join(dir, 'joined.ts');
      await writeFile(path, bytes.subarray(188 * Math.floor(bytes.length / 188 / 3)));
      return path;
    },
    gapInSound: async () => {
      const cut = await make('with-gap.m4a', [
        ...heard(),
        ...['-af', "aselect='not(between(t,3,4))'", '-c:a', 'aac'],
      ]);
      return make('sound-gap.mkv', [
        '-i',
        await plain(),
        '-i',
        cut,
        '-map',
        '0:v',
        '-map',
        '1:a',
        '-c',
        'copy',
      ]);
    },
    mono: () =>
      make('mono.mp4', [...seen(), ...tone({ hz: 440, seconds: SECONDS, layout: 'mono' }), ...H264, ...AAC]),
    dolby: () => make('ac3.mkv', [...seen(), ...heard(), ...H264, '-c:a', 'ac3']),
    mp3: () => make('mp3.mp4', [...seen(), ...heard(), ...H264, '-c:a', 'libmp3lame']),
    twoLanguages: () =>
      make('languages.mkv', [
        ...[...seen(), ...heard(), ...tone({ hz: 880, seconds: SECONDS, layout: 'mono' })],
        ...['-map', '0:v', '-map', '1:a', '-map', '2:a', ...H264, ...AAC],
        ...['-metadata:s:a:0', 'language=eng', '-metadata:s:a:1', 'language=rus'],
      ]),
    /** A picture as small as an encoder makes it, and one that has far more bytes than it needs. */
    thrifty: () => make('thrifty.mp4', [...seen(), ...H264, '-preset', 'medium', '-crf', '30']),
    wasteful: () => make('wasteful.mp4', [...seen(), ...H264, '-crf', '10']),
    silent: () => make('silent.mp4', [...seen(), ...H264]),
    vp9: () =>
      make('vp9.webm', [
        ...[...seen(), ...heard(), '-c:v', 'libvpx-vp9', '-deadline', 'realtime', '-cpu-used', '8'],
        ...['-b:v', '300k', '-c:a', 'libopus'],
      ]),
    hevc: () =>
      make('hevc.mp4', [
        ...seen(),
        ...heard(),
        '-c:v',
        'libx265',
        '-preset',
        'ultrafast',
        '-x265-params',
        'log-level=none',
        ...AAC,
      ]),
    /** White flash and beep together at 1, 5 and 8 s. */
    clapper: (name: string, more: readonly string[] = []) =>
      make(name, [
        ...['-f', 'lavfi', '-i'],
        `color=black:s=320x180:r=30:d=${SECONDS},drawbox=color=white:t=fill:enable='${FLASHES}'`,
        ...['-f', 'lavfi', '-i'],
        `aevalsrc='0.8*sin(2*PI*1000*t)*gt(${FLASHES},0)':s=48000:c=stereo:d=${SECONDS}`,
        ...[...H264, ...AAC, ...more],
      ]),
    /** A film of so many seconds, by repeating a short one without encoding. */
    repeated: async (seconds: number) => {
      const film = await make('eight.mp4', [...seen({ seconds: 8 }), ...H264]);
      // Frames of AAC with their headers: repeated as bytes they go on without a gap.
      const sound = await readFile(await make('eight.aac', [...tone({ hz: 440, seconds: 8 }), ...AAC]));
      const long = join(dir, 'long.aac');
      await writeFile(long, Buffer.concat(Array.from({ length: Math.ceil(seconds / 8) }, () => sound)));
      return make(`repeated-${seconds}.mp4`, [
        ...['-stream_loop', '-1', '-i', film, '-i', long, '-t', `${seconds}`, '-c', 'copy'],
      ]);
    },
  };
}
