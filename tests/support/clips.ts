import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const FAST = ['-c:v', 'libx264', '-preset', 'ultrafast', '-g', '30'];

/** Runs ffmpeg for a test; a failure shows what it printed. */
export async function ffmpeg(args: readonly string[]): Promise<void> {
  await run(process.env.FFMPEG_PATH ?? 'ffmpeg', ['-hide_banner', '-loglevel', 'error', '-y', ...args], {
    maxBuffer: 16 * 1024 * 1024,
  });
}

/** A moving test picture in a blue frame with a red square in its top left corner, as lavfi input options. */
export function picture(o: {
  size: string;
  rate: string | number;
  seconds: number;
  filter?: string;
}): string[] {
  const source = `testsrc2=size=${o.size}:rate=${o.rate}:duration=${o.seconds}`;
  const corner = 'drawbox=color=blue:t=ih/8,drawbox=x=0:y=0:w=iw/4:h=ih/4:color=red:t=fill';
  return ['-f', 'lavfi', '-i', [source, corner, ...(o.filter === undefined ? [] : [o.filter])].join(',')];
}

/** A tone, as lavfi input options. */
export function tone(o: { hz: number; seconds: number; layout?: string; rate?: number }): string[] {
  const source = `sine=frequency=${o.hz}:sample_rate=${o.rate ?? 48000}:duration=${o.seconds}`;
  return ['-f', 'lavfi', '-i', `${source},aformat=channel_layouts=${o.layout ?? 'stereo'}`];
}

/** Makes the hard inputs, each in `dir` on its first use. */
export function createClips(dir: string) {
  const make = async (name: string, args: readonly string[]) => {
    const path = join(dir, name);
    await ffmpeg([...args, path]);
    return path;
  };
  const seconds = 5;
  const small = { size: '640x360', rate: 30, seconds };
  return {
    plain: () =>
      make('plain.mp4', [...picture(small), ...tone({ hz: 440, seconds }), ...FAST, '-c:a', 'aac']),
    rotated: async () => {
      const path = await make('rotated.mp4', [
        ...picture(small),
        ...tone({ hz: 440, seconds }),
        ...FAST,
        '-c:a',
        'aac',
      ]);
      await turnClockwise(path);
      return path;
    },
    nonSquare: () =>
      make('sar.mp4', [...picture({ ...small, size: '360x288', rate: 25, filter: 'setsar=16/11' }), ...FAST]),
    oddWidth: () =>
      make('odd.mkv', [...picture({ ...small, size: '641x361' }), '-c:v', 'ffv1', '-pix_fmt', 'yuv444p']),
    fps60: () => make('60.mp4', [...picture({ ...small, rate: 60 }), ...FAST]),
    fps120: () => make('120.mp4', [...picture({ ...small, rate: 120 }), ...FAST]),
    fps59_94: () => make('5994.mp4', [...picture({ ...small, rate: '60000/1001', seconds: 9 }), ...FAST]),
    fps29_97: () => make('2997.mp4', [...picture({ ...small, rate: '30000/1001', seconds: 9 }), ...FAST]),
    plain2997: () =>
      make('plain2997.mp4', [
        ...picture({ ...small, rate: '30000/1001', seconds: 9 }),
        ...[...tone({ hz: 440, seconds: 9 }), ...FAST, '-c:a', 'aac'],
      ]),
    /** In a codec that browsers do not play. */
    foreign2997: () =>
      make('foreign2997.mkv', [
        ...picture({ ...small, rate: '30000/1001', seconds: 9 }),
        ...[...tone({ hz: 440, seconds: 9 }), '-c:v', 'mpeg4', '-q:v', '3', '-c:a', 'libmp3lame'],
      ]),
    fps1: () => make('1fps.mp4', [...picture({ ...small, rate: 1, seconds: 9 }), ...FAST]),
    uneven: () =>
      make('vfr.mp4', [
        ...picture({ ...small, filter: "select='lt(mod(n,60),40)+not(mod(n,5))'" }),
        ...tone({ hz: 440, seconds }),
        ...['-vsync', 'vfr', ...FAST, '-c:a', 'aac'],
      ]),
    tenBit: () => make('10bit.mp4', [...picture(small), ...FAST, '-pix_fmt', 'yuv420p10le']),
    fullChroma: () => make('444.mp4', [...picture(small), ...FAST, '-pix_fmt', 'yuv444p']),
    hdr: () =>
      make('pq.mkv', [
        ...picture({
          ...small,
          filter: 'setparams=color_primaries=bt2020:color_trc=smpte2084:colorspace=bt2020nc',
        }),
        ...[...FAST, '-pix_fmt', 'yuv420p10le', '-color_primaries', 'bt2020', '-color_trc', 'smpte2084'],
        ...['-colorspace', 'bt2020nc'],
      ]),
    /** A bright bar that moves sideways, its odd and even lines a fiftieth of a second apart. */
    interlaced: () =>
      make('interlaced.mp4', [
        ...['-f', 'lavfi', '-i'],
        "color=s=640x360:r=50:d=2,geq=lum='if(lt(mod(X+4000-T*400,320),80),235,40)':cb=128:cr=128," +
          'tinterlace=mode=interleave_top,setfield=tff',
        ...[...FAST, '-flags', '+ilme+ildct', '-x264opts', 'tff=1'],
      ]),
    /** A grey of about 110 nits by the PQ curve (SMPTE ST 2084), which is nearly white on a screen without HDR. */
    hdrGrey: () =>
      make('grey.mkv', [
        ...['-f', 'lavfi', '-i'],
        'color=s=320x180:r=25:d=1,format=yuv420p10le,geq=lum=520:cb=512:cr=512,' +
          'setparams=color_primaries=bt2020:color_trc=smpte2084:colorspace=bt2020nc',
        ...[...FAST, '-pix_fmt', 'yuv420p10le', '-color_primaries', 'bt2020', '-color_trc', 'smpte2084'],
        ...['-colorspace', 'bt2020nc'],
      ]),
    /** A red by the HLG curve (ARIB STD-B67) in BT.2020, whose reds look dull where they are taken for BT.709. */
    hlgRed: () =>
      make('hlg.mkv', [
        ...['-f', 'lavfi', '-i'],
        'color=s=320x180:r=25:d=1,format=yuv420p10le,geq=lum=400:cb=460:cr=620,' +
          'setparams=color_primaries=bt2020:color_trc=arib-std-b67:colorspace=bt2020nc',
        ...[...FAST, '-pix_fmt', 'yuv420p10le', '-color_primaries', 'bt2020', '-color_trc', 'arib-std-b67'],
        ...['-colorspace', 'bt2020nc'],
      ]),
    /** One colour a second, in the order of `colours`; as small as the encoder would make it, a key frame every 2.5 s. */
    colours: (colours: readonly string[]) =>
      make('colours.mp4', [
        ...colours.flatMap((c) => ['-f', 'lavfi', '-i', `color=${c}:s=640x360:r=30:d=1`]),
        ...['-filter_complex', `concat=n=${colours.length}`, '-c:v', 'libx264', '-preset', 'veryfast'],
        ...['-crf', '30', '-g', '75', '-sc_threshold', '0', '-pix_fmt', 'yuv420p'],
      ]),
    chaptered: async () => {
      const list = join(dir, 'chapters.txt');
      const chapter = (from: number, to: number, title: string) =>
        `[CHAPTER]\nTIMEBASE=1/1000\nSTART=${from}\nEND=${to}\ntitle=${title}\n`;
      await writeFile(list, `;FFMETADATA1\n${chapter(0, 2000, 'Anfang')}${chapter(2000, 5000, '結び')}`);
      return make('chaptered.mkv', [
        ...[...picture(small), '-i', list, '-map', '0:v', '-map_metadata', '1', '-map_chapters', '1'],
        ...FAST,
      ]);
    },
    mono: () =>
      make('mono.mp4', [
        ...picture(small),
        ...tone({ hz: 440, seconds, layout: 'mono' }),
        ...FAST,
        '-c:a',
        'aac',
      ]),
    surround: () =>
      make('51.mkv', [
        ...picture(small),
        ...tone({ hz: 440, seconds, layout: '5.1' }),
        ...FAST,
        '-c:a',
        'ac3',
      ]),
    twoLanguages: () =>
      make('languages.mkv', [
        ...picture(small),
        ...tone({ hz: 440, seconds }),
        ...tone({ hz: 1760, seconds }),
        ...['-map', '0:v', '-map', '1:a', '-map', '2:a', ...FAST, '-c:a', 'aac'],
        ...[
          '-metadata:s:a:0',
          'language=eng',
          '-metadata:s:a:1',
          'language=rus',
          '-metadata:s:a:1',
          'title=Перевод',
        ],
        ...['-disposition:a:0', '0', '-disposition:a:1', 'default'],
      ]),
    silent: () => make('silent.mp4', [...picture(small), ...FAST]),
    soundOnly: () => make('sound.ogg', [...tone({ hz: 440, seconds: 9 }), '-c:a', 'libvorbis']),
    soundOnlyMp4: () => make('sound.mp4', [...tone({ hz: 440, seconds: 9, rate: 44100 }), '-c:a', 'aac']),
    cover: async () => {
      const art = await make('art.png', [
        ...picture({ ...small, seconds: 1, size: '300x200' }),
        '-frames:v',
        '1',
      ]);
      const maps = ['-i', art, '-map', '0:a', '-map', '1:v', '-c:a', 'aac', '-c:v', 'copy'];
      return make('cover.m4a', [...tone({ hz: 440, seconds }), ...maps, '-disposition:v:0', 'attached_pic']);
    },
    subtitled: async () => {
      const srt = join(dir, 'words.srt');
      await writeFile(
        srt,
        '1\n00:00:01,000 --> 00:00:02,500\nПривет, зал\n\n2\n00:00:03,000 --> 00:00:04,000\nSecond line\n',
      );
      return make('subtitled.mkv', [
        ...picture(small),
        ...[
          '-i',
          srt,
          '-map',
          '0:v',
          '-map',
          '1:s',
          ...FAST,
          '-c:s',
          'srt',
          '-metadata:s:s:0',
          'language=rus',
        ],
      ]);
    },
    /** White flash and beep together at 1 s and at 7 s, in a sound track that begins 0.8 s late. */
    clapper: () =>
      make('clapper.mkv', [
        ...[
          '-f',
          'lavfi',
          '-i',
          "color=black:s=320x180:r=30:d=9,geq=lum='if(lt(mod(T+5,6),0.2),235,16)':cb=128:cr=128",
        ],
        ...['-itsoffset', '0.8', '-f', 'lavfi'],
        ...['-i', "aevalsrc='if(lt(mod(t+5.8,6),0.2),0.8*sin(2*PI*1000*t),0)':s=48000:d=8.2"],
        ...['-map', '0:v', '-map', '1:a', ...FAST, '-c:a', 'pcm_s16le'],
      ]),
  };
}

/**
 * Sets the display matrix of an MP4's picture to a quarter turn clockwise, as a phone held upright does
 * (ISO/IEC 14496-12 8.3.2); by hand, because ffmpeg's options for it differ from release to release.
 */
async function turnClockwise(path: string): Promise<void> {
  const file = await readFile(path);
  const matrixAt = file.indexOf('tkhd', 0, 'latin1') + 44;
  [0, 0x10000, 0, -0x10000, 0, 0, 0, 0, 0x40000000].forEach((value, i) => {
    file.writeInt32BE(value, matrixAt + 4 * i);
  });
  await writeFile(path, file);
}
