/** A picture quality of a master playlist. */
export interface Variant {
  /** The folder of its playlist, as the engine names renditions: `480p`. */
  name: string;
  path: string;
  averageBps: number;
}

/** One spoken language of a master playlist. */
export interface SoundTrack {
  path: string;
  name: string;
  /** BCP 47 */
  language: string | null;
  isDefault: boolean;
}

/** What of a master playlist matters for playing or keeping a part of it; paths are relative to the playlist. */
export interface MasterPlaylist {
  variants: Variant[];
  sounds: SoundTrack[];
}

/** The attributes of a tag (RFC 8216 4.2), quotes taken off. */
export function attributesOf(line: string): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [, name, quoted, plain] of line.matchAll(/([A-Z0-9-]+)=(?:"([^"]*)"|([^",]*))/g)) {
    if (name) found[name] = quoted ?? plain ?? '';
  }
  return found;
}

/** Reads a master playlist (RFC 8216 4.3.4) as our engine writes it. */
export function parseMaster(text: string): MasterPlaylist {
  const lines = text.split('\n');
  const variants: Variant[] = [];
  const sounds: MasterPlaylist['sounds'] = [];
  lines.forEach((line, at) => {
    if (line.startsWith('#EXT-X-MEDIA:')) {
      const { TYPE, URI, DEFAULT, NAME = '', LANGUAGE = null } = attributesOf(line);
      if (TYPE !== 'AUDIO' || !URI) return;
      sounds.push({ path: URI, name: NAME, language: LANGUAGE, isDefault: DEFAULT === 'YES' });
    }
    const path = lines[at + 1];
    if (!line.startsWith('#EXT-X-STREAM-INF:') || !path) return;
    const attributes = attributesOf(line);
    const averageBps = Number(attributes['AVERAGE-BANDWIDTH'] ?? attributes.BANDWIDTH ?? 0);
    if (attributes.RESOLUTION) variants.push({ name: path.split('/')[0] ?? path, path, averageBps });
    else if (sounds.length === 0) sounds.push({ path, name: '', language: null, isDefault: true });
  });
  return { variants, sounds };
}

/**
 * The master playlist with one variant alone, and all of its sound; pictures for seeking at speed are left out.
 * @param quality name of the variant; `sound` = none of them: the default sound then stands in its place
 */
export function narrowMaster(text: string, quality: string): string {
  const { variants, sounds } = parseMaster(text);
  const lines = text.split('\n');
  const kept: string[] = [];
  let isSoundThere = variants.length === 0;
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    if (line.startsWith('#EXT-X-I-FRAME-STREAM-INF:')) continue;
    if (!line.startsWith('#EXT-X-STREAM-INF:') || variants.length === 0) {
      kept.push(line);
      continue;
    }
    const path = lines[at + 1] ?? '';
    at += 1;
    if (quality !== 'sound' && variants.find((variant) => variant.path === path)?.name === quality) {
      kept.push(line, path);
    } else if (quality === 'sound' && !isSoundThere) {
      const sound = sounds.find(({ isDefault }) => isDefault) ?? sounds[0];
      if (sound) kept.push(soundVariant(line), sound.path);
      isSoundThere = true;
    }
  }
  return kept.join('\n');
}

/** A variant without its picture (RFC 8216 4.3.4.2). */
function soundVariant(line: string): string {
  const { CODECS = '', AUDIO } = attributesOf(line);
  const codecs = CODECS.split(',').filter((codec) => /^(mp4a|ac-3|ec-3|opus|fLaC)/i.test(codec));
  return `#EXT-X-STREAM-INF:BANDWIDTH=192000,CODECS="${codecs.join(',')}"${AUDIO ? `,AUDIO="${AUDIO}"` : ''}`;
}

/** Every file that a media playlist names (RFC 8216 4.3.3), the header first; relative to the playlist. */
export function filesOfMedia(text: string): string[] {
  const files: string[] = [];
  for (const line of text.split('\n')) {
    if (line.startsWith('#EXT-X-MAP:')) files.push(attributesOf(line).URI ?? '');
    else if (line !== '' && !line.startsWith('#')) files.push(line);
  }
  return [...new Set(files.filter((file) => file !== ''))];
}

/** Every picture that a storyboard (WebVTT) names, relative to it. */
export function picturesOfStoryboard(text: string): string[] {
  const found = text.matchAll(/^(\S+?\.(?:jpe?g|png|webp|avif))(?:#\S*)?$/gm);
  return [...new Set(Array.from(found, ([, path]) => path ?? ''))];
}
