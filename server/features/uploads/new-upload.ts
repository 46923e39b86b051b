import { Metadata } from '@tus/utils';
import { z } from 'zod';
import { type Actor, mayOrganize } from '#server/features/accounts/actor.ts';
import { AppError } from '#server/kernel/errors.ts';
import { notFound, validated } from '#server/kernel/http.ts';
import { refuseOtherTypes } from './accepted-types.ts';
import { inWords } from './room.ts';
import type { NewUploadRow, UploadStore } from './store.ts';

/** What was announced with a new upload: its row, and its size where that is known. */
export interface NewUpload {
  row: NewUploadRow;
  sizeBytes: number | null;
}

const maxPathLength = 1000;
const maxNameBytes = 255;

/** The keys of `Upload-Metadata` that are read; others are kept for the sender. Empty values, as Uppy sends, are none. */
const metadataSchema = z.object({
  filename: z.string('Upload-Metadata must hold the name of the file as `filename`.'),
  relativePath: z.string().optional(),
  filetype: z.string().optional(),
  conferenceId: z
    .string()
    .regex(/^\d{1,15}$/, 'must be the number of a conference')
    .optional(),
  talk: z.string().max(300).optional(),
  sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/i, 'must be a SHA-256 of 64 hexadecimal digits')
    .optional(),
});

/**
 * Reads what a client announces (tus 1.0.0, Creation) and judges whether somebody may send it.
 * @param o.metadata the header `Upload-Metadata`
 * @param o.length the header `Upload-Length`; undefined where the length is deferred
 * @throws {AppError} `invalid`, `forbidden`, `not_found`, `too_large`, `unsupported_media`
 */
export function readNewUpload(o: {
  actor: Actor;
  metadata: string | undefined;
  length: string | undefined;
  largestBytes: number;
  store: Pick<UploadStore, 'conference' | 'talk'>;
}): NewUpload {
  const { actor, store } = o;
  const metadata = parseMetadata(o.metadata);
  const given = Object.fromEntries(
    Object.entries(metadata).filter(([, value]) => value !== null && value !== ''),
  );
  const known = validated(metadataSchema, given);
  const path = readPath(known.filename, known.relativePath);
  refuseOtherTypes({ path, mediaType: known.filetype ?? null });
  const sizeBytes = readLength(o.length, o.largestBytes);
  const conferenceId = known.conferenceId === undefined ? null : Number(known.conferenceId);
  if (conferenceId !== null && store.conference(conferenceId) === undefined)
    throw notFound('such conference');
  const talk = known.talk === undefined ? null : (store.talk(known.talk) ?? null);
  if (known.talk !== undefined && talk === null) throw notFound('such talk');
  if (talk !== null && conferenceId !== null && talk.conference_id !== conferenceId)
    throw new AppError('invalid', 'The talk belongs to another conference than the one that was given.');
  const belongsTo = conferenceId ?? talk?.conference_id ?? null;
  if (!mayOrganize(actor, [belongsTo]))
    throw new AppError(
      'forbidden',
      belongsTo === null
        ? 'Say for which conference the file is (conferenceId in Upload-Metadata): only admins may leave it out.'
        : 'You do not organize that conference.',
    );
  return {
    sizeBytes,
    row: {
      account_id: actor.id ?? '',
      account_name: actor.name,
      conference_id: belongsTo,
      talk_id: talk?.id ?? null,
      path,
      metadata: JSON.stringify(metadata),
      expected_sha256: known.sha256?.toLowerCase() ?? null,
    },
  };
}

/**
 * A length that an upload may have.
 * @throws {AppError} `too_large`, and `invalid` for an empty file
 */
export function readLength(length: string | undefined, largestBytes: number): number | null {
  if (length === undefined) return null;
  const bytes = /^\d{1,15}$/.test(length) ? Number(length) : Number.NaN;
  if (Number.isNaN(bytes)) throw new AppError('invalid', 'Upload-Length must be a whole number of bytes.');
  if (bytes === 0) throw new AppError('invalid', 'The file is empty.');
  if (bytes > largestBytes)
    throw new AppError(
      'too_large',
      `The file has ${inWords(bytes)}: one may have ${inWords(largestBytes)} at most.`,
      { details: { largestBytes } },
    );
  return bytes;
}

function parseMetadata(header: string | undefined): Record<string, string | null> {
  try {
    return Metadata.parse(header) as Record<string, string | null>; // declared with undefined, which it never gives
  } catch (cause) {
    throw new AppError(
      'invalid',
      'Upload-Metadata must hold pairs of a key and a value in Base64, separated by commas, `filename` among them.',
      { cause },
    );
  }
}

/** The path that is shown and matched; it names nothing on our disk. */
function readPath(filename: string, relativePath: string | undefined): string {
  // Uppy says `null` in so many letters of a file that came without a folder.
  const given = relativePath === undefined || relativePath === 'null' ? filename : relativePath;
  const parts = given
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is taken out
    .replace(/[\u0000-\u001f\u007f]/g, ' ')
    .normalize('NFC')
    .split(/[/\\]/)
    .map((part) => part.trim())
    .filter((part) => part !== '' && part !== '.' && part !== '..');
  const path = parts.join('/');
  if (path === '') throw new AppError('invalid', 'The file has no name.');
  if (path.length > maxPathLength || parts.some((part) => Buffer.byteLength(part) > maxNameBytes))
    throw new AppError(
      'invalid',
      `The name of the file is too long: ${maxNameBytes} bytes for each folder and the name, ${maxPathLength} characters in all.`,
    );
  return path;
}
