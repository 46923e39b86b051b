import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { encode } from '../encode.ts';
import type { VersionManifest } from '../manifest.ts';
import { writeMasterPlaylist } from '../master-playlist.ts';
import { describeGrowing, describeTracks, type MadeTracks, readMadeTracks } from '../playable.ts';
import { guessLevels } from './encode-sounds.ts';
import type { FirstContext } from './first-context.ts';
import { makeFirstPoster } from './poster-first.ts';

/**
 * Makes a first version that can be watched from its beginning while it grows: one rung, with the lasting ladder's own
 * settings, so that its segments can be taken over, and all sound tracks.
 * @throws MediaError as `encode`
 */
export async function makeEncoded(o: FirstContext & { canToneMap: boolean }): Promise<VersionManifest> {
  const { input, dir, tools, plan } = o;
  const rungs = plan.video === null ? [] : [plan.video.firstRung];
  const levels = await guessLevels({ ...o, tracks: plan.audio });
  let posing: Promise<VersionManifest['poster']> = Promise.resolve(null);
  await encode({
    ...{ input, dir, tools, plan, rungs, levels, canToneMap: o.canToneMap },
    onProgress: ({ outTimeMs, speed }) => {
      const expected = plan.expectedDurationMs;
      o.onProgress('encode', expected === null ? 0 : Math.min(1, outTimeMs / expected), speed);
    },
    onFirstSegments: async (tracks) => {
      const manifest = await describeGrowing({ dir, plan, tracks, poster: null });
      await o.onPlayable(manifest);
      posing = posterOf(o, tracks).then(async (poster) => {
        if (poster !== null) await o.onDescribed({ ...manifest, poster });
        return poster;
      });
      // Its failure is the run's, but only once the encoder has ended.
      posing.catch(() => undefined);
    },
  }).catch(async (error: unknown) => {
    await posing.catch(() => undefined);
    throw error;
  });
  const tracks = await readMadeTracks({ dir, plan, rungs });
  // The first segment may have held nothing to show.
  const poster = (await posing) ?? (await posterOf(o, tracks));
  const manifest: VersionManifest = { ...describeTracks(plan, tracks, true), stage: 'first', poster };
  await writeFile(join(dir, manifest.masterPlaylist), writeMasterPlaylist(manifest));
  return manifest;
}

function posterOf(o: FirstContext, tracks: MadeTracks): Promise<VersionManifest['poster']> {
  const [top] = tracks.video;
  const size = top === undefined ? undefined : o.plan.video?.rungs[top.index];
  return makeFirstPoster({
    ...o,
    picture: top === undefined || size === undefined ? null : { ...size, made: top.made },
  });
}
