import { paths } from '#server/contract/paths.ts';
import type { TalkCard } from '#server/contract/wire.ts';
import type { VersionManifest } from '#server/transcode/manifest.ts';

type Poster = VersionManifest['poster'];

/** A manifest's poster as SQLite gives it: JSON, `null` too. */
export function readPoster(json: string | null): Poster {
  // Written by the engine alone, and never by hand.
  return json === null ? null : (JSON.parse(json) as Poster);
}

/** Where a version's poster is, and its forms in several widths, narrowest first, where there are any. */
export function postersOf(
  of: { recording_id: string; version_id: string; poster: Poster } | null,
): Pick<TalkCard, 'posterUrl' | 'posters'> {
  if (of?.poster == null) return { posterUrl: null };
  const { poster, recording_id, version_id } = of;
  const urlOf = (path: string) => paths.versionFile(recording_id, version_id, path);
  const posterUrl = urlOf(poster.path);
  if (!poster.forms?.length) return { posterUrl };
  const posters = poster.forms.map(({ path, width }) => ({ url: urlOf(path), width }));
  return { posterUrl, posters };
}
