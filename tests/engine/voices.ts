import { join } from 'node:path';
import { ffmpeg } from '../support/clips.ts';

/** Something like a voice: a gliding tone in syllables with breath noise, and pauses between sentences. */
const VOICE =
  '(0.5*sin(2*PI*140*t+3*sin(2*PI*0.7*t))+0.3*sin(2*PI*900*t)+0.15*(random(0)*2-1))*pow(sin(2*PI*2.2*t),2)*gt(mod(t,4),0.5)';

/** Sources of sound for the loudness tests, each made in `dir` on its first use. */
export function createVoices(dir: string) {
  const make = async (
    name: string,
    o: { expression?: string; seconds?: number; more: readonly string[] },
  ) => {
    const path = join(dir, name);
    const source = `aevalsrc='${o.expression ?? VOICE}':s=48000:d=${o.seconds ?? 12}`;
    await ffmpeg(['-f', 'lavfi', '-i', source, ...o.more, path]);
    return path;
  };
  const wav = (name: string, filter: string) => make(name, { more: ['-af', filter, '-c:a', 'pcm_s16le'] });
  return {
    quiet: () => wav('quiet.wav', 'volume=-24dB,aformat=channel_layouts=stereo'),
    loud: () => wav('loud.wav', 'alimiter=limit=0.9,volume=-1dB,aformat=channel_layouts=stereo'),
    /** A quiet voice, and a clap on the microphone every three seconds. */
    peaky: () =>
      make('peaky.wav', {
        expression: `0.06*${VOICE}+0.9*lt(mod(t,3),0.002)*sin(2*PI*500*t)`,
        more: ['-af', 'aformat=channel_layouts=stereo', '-c:a', 'pcm_s16le'],
      }),
    clipped: () => wav('clipped.wav', 'volume=18dB,aformat=sample_fmts=s16:channel_layouts=stereo'),
    mono: () => wav('mono.wav', 'volume=-10dB,aformat=channel_layouts=mono'),
    surround: () =>
      make('surround.mkv', {
        more: [
          '-af',
          'volume=-14dB,pan=5.1|FC=c0|FL=0.4*c0|FR=0.3*c0|BL=0.2*c0|BR=0.2*c0|LFE=0.5*c0',
          '-c:a',
          'ac3',
        ],
      }),
    silent: () => make('silent.flac', { expression: '0', more: [] }),
    hiss: () => make('hiss.flac', { expression: '0.0008*(random(0)*2-1)', more: [] }),
    short: () => make('short.wav', { seconds: 2.5, more: ['-af', 'volume=-20dB'] }),
    long: async () => {
      const minute = await make('minute.wav', { seconds: 20, more: [] });
      const path = join(dir, 'long.wav');
      await ffmpeg(['-stream_loop', '180', '-i', minute, '-c', 'copy', path]);
      return path;
    },
    /** A loud and a soft language beside a picture. */
    bilingual: async () => {
      const path = join(dir, 'bilingual.mkv');
      const voice = `aevalsrc='${VOICE}':s=48000:d=8,aformat=channel_layouts=stereo`;
      await ffmpeg([
        ...['-f', 'lavfi', '-i', 'testsrc2=size=320x180:rate=15:duration=8'],
        ...['-f', 'lavfi', '-i', `${voice},volume=4dB`, '-f', 'lavfi', '-i', `${voice},volume=-26dB`],
        ...['-map', '0:v', '-map', '1:a', '-map', '2:a', '-c:v', 'libx264', '-preset', 'ultrafast'],
        ...['-c:a', 'flac', '-metadata:s:a:0', 'language=eng', '-metadata:s:a:1', 'language=rus', path],
      ]);
      return path;
    },
    /** A beep at 3 s, then a voice, in sound that begins 1.3 s after the picture. */
    lateBeep: async (o: { level: number }) => {
      const path = join(dir, `late${o.level}.mkv`);
      const beep = `${VOICE}*0.1*gt(t,2.2)+between(t,1.7,1.72)*${o.level}*cos(2*PI*1000*(t-1.7))`;
      await ffmpeg([
        ...['-f', 'lavfi', '-i', 'color=s=320x180:r=15:d=9'],
        ...['-itsoffset', '1.3', '-f', 'lavfi'],
        ...['-i', `aevalsrc='${beep}':s=48000:d=7.7,aformat=channel_layouts=stereo`],
        ...[
          '-map',
          '0:v',
          '-map',
          '1:a',
          '-c:v',
          'libx264',
          '-preset',
          'ultrafast',
          '-c:a',
          'pcm_s16le',
          path,
        ],
      ]);
      return path;
    },
  };
}
