import { readFileSync } from 'node:fs';
import type { StagedProgrammeInput } from '../catalogue/staged-programme.ts';
import { decodeText } from './decode-text.ts';
import { ImportFileError } from './import-file-error.ts';
import { type KnownConference, readCsv } from './read-csv.ts';
import { programmeFormat, readRostrumProgramme } from './rostrum-programme.ts';

export interface ReadOptions {
  conference?: string | undefined;
  knownConference: (name: string) => KnownConference | null;
}

export interface ReadProgrammes {
  programmes: StagedProgrammeInput[];
  /** Things worth knowing, in sentences. */
  notes: string[];
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
    if (conference === undefined) return { programmes: [programme], notes: [] };
    return {
      programmes: [programme],
      notes: ['--conference is for CSV files: this file names its conference itself.'],
    };
  },
};

const csv: ProgrammeReader = {
  knows: (text) => !/^\s*[{[<]/.test(text),
  read(text, o) {
    const { programmes, ignored } = readCsv(text, o);
    const notes =
      ignored.length === 0
        ? []
        : [`Columns not known and left out: ${ignored.map((name) => `“${name}”`).join(', ')}.`];
    return { programmes, notes };
  },
};

const readers: readonly ProgrammeReader[] = [rostrumJson, csv];

/**
 * Reads a programme file of any format that is known.
 * @throws {ImportFileError} in sentences that name line, row or key
 */
export function readProgrammeFile(file: string, o: ReadOptions): ReadProgrammes {
  const bytes = readFileSync(file);
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
