import type { VersionManifest } from '../manifest.ts';
import type { Plan } from '../plan.ts';
import { posterFromCover, posterFromTrack } from '../poster.ts';
import { withPosterForms } from '../poster-forms.ts';
import type { Tools } from '../run.ts';
import type { MadeTrack } from '../tracks.ts';

/**
 * The poster of a first version: the source's cover, else a still of what is there already. Null where neither can be
 * had, which is no error: the lasting version makes its own.
 */
export async function makeFirstPoster(o: {
  tools: Tools;
  input: string;
  dir: string;
  plan: Plan;
  picture: { made: MadeTrack; width: number; height: number } | null;
}): Promise<VersionManifest['poster']> {
  const { picture } = o;
  const { cover } = o.plan;
  const attempts = [
    ...(cover === null ? [] : [() => posterFromCover({ ...o, cover })]),
    ...(picture === null ? [] : [() => posterFromTrack({ ...o, ...picture, from: o.dir })]),
  ];
  for (const attempt of attempts) {
    try {
      return await withPosterForms(o.dir, await attempt());
    } catch (error) {
      // Being cancelled is no reason to go on without.
      if (o.tools.signal?.aborted) throw error;
    }
  }
  return null;
}
