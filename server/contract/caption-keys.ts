import type { MediaTrack } from './wire.ts';

/** A caption track by what addresses call it. */
export interface CaptionKey {
  id: string;
  /** Its language where no other track has that one (`und` = nobody knows), else its id. */
  key: string;
  language: string | null;
  label: string;
  url: string;
}

/** The caption tracks among a recording's tracks, each with its name in addresses. */
export function captionsOf(tracks: readonly MediaTrack[]): CaptionKey[] {
  const captions = tracks.flatMap(({ kind, url, language, label }) =>
    kind === 'captions' && url !== null ? [{ url, language, label, id: idOf(url) }] : [],
  );
  return captions.map((each, index) => {
    const isFirst = captions.findIndex(({ language }) => language === each.language) === index;
    return { ...each, key: isFirst ? (each.language ?? 'und') : each.id };
  });
}

/** A track's file is called by its id. */
function idOf(url: string): string {
  return /([^/]+)\.vtt$/.exec(url)?.[1] ?? url;
}
