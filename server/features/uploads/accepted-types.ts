import { posix } from 'node:path';
import { AppError } from '#server/kernel/errors.ts';

/** Ends of the names of video and sound files; what is really inside is found out when the file is whole. */
export const acceptedExtensions: readonly string[] = [
  ...[
    'mp4',
    'm4v',
    'mov',
    'mkv',
    'webm',
    'avi',
    'wmv',
    'asf',
    'flv',
    'f4v',
    '3gp',
    '3g2',
    'ogv',
    'ogg',
    'dv',
  ],
  ...['ts', 'm2ts', 'mts', 'mpg', 'mpeg', 'm2v', 'vob', 'mxf', 'gxf', 'nut', 'rm', 'wtv'],
  ...[
    'mp3',
    'm4a',
    'm4b',
    'aac',
    'wav',
    'w64',
    'flac',
    'oga',
    'opus',
    'aif',
    'aiff',
    'ac3',
    'wma',
    'mka',
    'caf',
  ],
];

const known = new Set(acceptedExtensions);
/** Containers whose registered type is no `video/` or `audio/`, and what browsers say of names they do not know. */
const otherMediaTypes = new Set([
  'application/mxf',
  'application/ogg',
  'application/octet-stream',
  'application/vnd.rn-realmedia',
  'application/x-matroska',
]);

/**
 * Refuses a file that by its name, or by what its sender says of it, is neither video nor sound.
 * @throws {AppError} `unsupported_media`
 */
export function refuseOtherTypes({ path, mediaType }: { path: string; mediaType: string | null }): void {
  const name = JSON.stringify(posix.basename(path));
  const extension = posix.extname(path).slice(1).toLowerCase();
  if (!known.has(extension))
    throw new AppError(
      'unsupported_media',
      `${name} is no recording by its name: video and sound files are accepted (${examples()}).`,
      { details: { extensions: acceptedExtensions } },
    );
  const type = (mediaType ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  if (type === '' || /^(video|audio)\//.test(type) || otherMediaTypes.has(type)) return;
  throw new AppError(
    'unsupported_media',
    `${name} was announced as ${JSON.stringify(type.slice(0, 100))}, which is neither video nor sound.`,
  );
}

function examples(): string {
  return 'MP4, MOV, MKV, WebM, MXF, TS, MP3, WAV, FLAC and others';
}
