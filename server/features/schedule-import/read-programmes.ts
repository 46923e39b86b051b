import type { StagedProgrammeInput } from '../catalogue/staged-programme.ts';
import { decodeText } from './decode-text.ts';
import { ImportFileError } from './import-file-error.ts';
import type { Oddity } from './oddity.ts';
import { type KnownConference, readCsv } from './read-csv.ts';
import { programmeFormat, readRostrumProgramme } from './rostrum-programme.ts';

export interface ReadOptions {
  /** The conference of rows that name none: slug or title. */
  conference?: string | undefined;
  /** IANA zone of times in files that name none; the conference's own where it is known, else UTC. */
  timeZone?: string | undefined;
  /** Finds a conference of the library by slug or title. */
  knownConference?: ((name: string) => KnownConference | null) | undefined;
}

export interface ReadProgrammes {
  /** One a conference; a file of talks that belong to none has one with `conference: null`. */
  programmes: StagedProgrammeInput[];
  oddities: Oddity[];
}

const maxSizeBytes = 64 * 1024 * 1024;

/**
 * A format of programmes: knows its own files, and brings them into the staged form. The first that knows a file reads it;
 * CSV, which anything may be, comes last.
 */
interface ProgrammeReader {
  knows: (text: string, json: () => unknown) => boolean;
  read: (text: string, o: ReadOptions & { json: () => unknown }) => ReadProgrammes;
}

const rostrumJson: ProgrammeReader = {
  knows: (_text, json) => hasFormat(json()),
  read(_text, { json, conference }) {
    const programme = readRostrumProgramme(json());
    const named = 'A conference was named for this file: it is left aside, the file names its own.';
    return {
      programmes: [programme],
      oddities: conference === undefined ? [] : [{ line: null, event: null, what: named }],
    };
  },
};

const csv: ProgrammeReader = {
  knows: (text) => !/^\s*[{[<]/.test(text),
  read(text, o) {
    const { programmes, ignored } = readCsv(text, { knownConference: () => null, ...o });
    const names = ignored.map((name) => `“${name}”`).join(', ');
    return {
      programmes,
      oddities:
        ignored.length === 0
          ? []
          : [{ line: 1, event: null, what: `Columns not known and left out: ${names}.` }],
    };
  },
};

const readers: readonly ProgrammeReader[] = [rostrumJson, csv];

/**
 * Reads a programme of any format that is known. Pure, and slow for large files: the server runs it in a worker thread.
 * @param fileName as it was given by people; for messages, and to know formats that are told by their ending
 * @throws {ImportFileError} where nothing of it can be read, in sentences that name line, row or key
 */
export function readProgrammes(bytes: Uint8Array, _fileName: string, o: ReadOptions = {}): ReadProgrammes {
  if (bytes.length > maxSizeBytes)
    throw new ImportFileError(['The file is larger than programmes are (64 MiB).']);
  const text = decodeText(bytes);
  let parsed: { value: unknown } | null = null;
  const json = () => {
    parsed ??= { value: /^\s*[{[]/.test(text) ? parseJson(text) : null };
    return parsed.value;
  };
  const reader = readers.find(({ knows }) => knows(text, json));
  if (!reader) {
    throw new ImportFileError([
      `The file is neither a CSV nor a programme in JSON with "format": "${programmeFormat}".`,
    ]);
  }
  return reader.read(text, { ...o, json });
}

function hasFormat(json: unknown): boolean {
  return typeof json === 'object' && json !== null && 'format' in json && json.format === programmeFormat;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    const position = Number(/position (\d+)/.exec(message)?.[1] ?? Number.NaN);
    const line = Number.isNaN(position) ? null : text.slice(0, position).split('\n').length;
    throw new ImportFileError([`${line === null ? 'The file' : `Line ${line}`} is not JSON: ${message}.`], {
      cause,
    });
  }
}
