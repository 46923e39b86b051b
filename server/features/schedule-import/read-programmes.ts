import type { StagedProgrammeInput } from '../catalogue/staged-programme.ts';
import { decodeAnyText, decodeText } from './decode-text.ts';
import { ImportFileError } from './import-file-error.ts';
import { gatherOddities, type Tell } from './oddities.ts';
import type { Oddity } from './oddity.ts';
import { isCatalogue, readCatalogue } from './read-catalogue.ts';
import { readCsv } from './read-csv.ts';
import type { ReadOptions } from './read-options.ts';
import { programmeFormat, readRostrumProgramme } from './rostrum-programme.ts';
import { isScheduleJson, readScheduleJson } from './schedule/read-schedule-json.ts';
import { readScheduleXml } from './schedule/read-schedule-xml.ts';
import { stageSchedule } from './schedule/stage-schedule.ts';
import { unpackProgramme } from './unpack-programme.ts';

export interface ReadProgrammes {
  /** One a conference; a file of talks that belong to none has one with `conference: null`. */
  programmes: StagedProgrammeInput[];
  oddities: Oddity[];
}

/** A file as the readers see it. */
interface ProgrammeText {
  bytes: Uint8Array;
  fileName: string;
  /** Decoded leniently; what was odd about it is told once it is asked for. */
  text: () => string;
  /** Parsed; null where it does not begin as JSON. */
  json: () => unknown;
}

/**
 * A format of programmes: knows its own files, and brings them into the staged form. The first that knows a file reads it;
 * CSV, which anything may be, comes last.
 */
interface ProgrammeReader {
  knows: (file: ProgrammeText) => boolean;
  read: (file: ProgrammeText, o: ReadOptions & { tell: Tell }) => StagedProgrammeInput[];
}

const tooEarly = 'A conference was named for this file: it is left aside, the file names its own.';

const catalogue: ProgrammeReader = {
  knows: ({ text }) => isCatalogue(text()),
  read: ({ text }, o) => readCatalogue(text(), o),
};

const rostrumJson: ProgrammeReader = {
  knows: ({ json }) => hasFormat(json()),
  read({ json }, { tell, conference }) {
    if (conference !== undefined) tell({}, tooEarly);
    return [readRostrumProgramme(json())];
  },
};

const scheduleJson: ProgrammeReader = {
  knows: ({ json }) => isScheduleJson(json()),
  read({ json, text }, o) {
    const parsed = json();
    if (!isScheduleJson(parsed)) return [];
    if (o.conference !== undefined) o.tell({}, tooEarly);
    return [stageSchedule(readScheduleJson(parsed, text(), o.tell), o)];
  },
};

const scheduleXml: ProgrammeReader = {
  knows: ({ text }) => /^\ufeff?\s*</.test(text()),
  read({ text }, o) {
    if (o.conference !== undefined) o.tell({}, tooEarly);
    return [
      stageSchedule(
        readScheduleXml(
          text().replace(/^\ufeff?\s*/, (lead) => lead.replace(/[^\n]/g, '')),
          o.tell,
        ),
        o,
      ),
    ];
  },
};

const csv: ProgrammeReader = {
  knows: ({ text }) => !/^\ufeff?\s*[{[<]/.test(text()),
  read({ bytes }, o) {
    const { programmes, ignored } = readCsv(decodeText(bytes), { knownConference: () => null, ...o });
    const names = ignored.map((name) => `“${name}”`).join(', ');
    if (ignored.length > 0) o.tell({ line: 1 }, `Columns not known and left out: ${names}.`);
    return programmes;
  },
};

const readers: readonly ProgrammeReader[] = [catalogue, rostrumJson, scheduleJson, scheduleXml, csv];

/**
 * Reads a programme of any format that is known: schedules in XML and JSON, lists of talks in CSV, catalogues in NDJSON, the
 * portal's own JSON; packed by gzip too. Pure, and slow for large files: the server runs it in a worker thread.
 * @param fileName as it was given by people; for messages
 * @throws {ImportFileError} where nothing of it can be read, in sentences that name line, row or key
 */
export function readProgrammes(bytes: Uint8Array, fileName: string, o: ReadOptions = {}): ReadProgrammes {
  const { tell, all } = gatherOddities();
  const unpacked = unpackProgramme(bytes);
  const text = once(() => decodeAnyText(unpacked, tell));
  const json = once(() => (/^\ufeff?\s*[{[]/.test(text()) ? parseJson(text()) : null));
  const file: ProgrammeText = { bytes: unpacked, fileName, text, json };
  if (/^\s*$/.test(text())) throw new ImportFileError(['The file is empty.']);
  const reader = readers.find(({ knows }) => knows(file));
  if (!reader) {
    throw new ImportFileError([
      `The file is no programme that is known: schedules in XML or JSON, CSV, a catalogue in NDJSON, or a programme in JSON with "format": "${programmeFormat}".`,
    ]);
  }
  const programmes = reader.read(file, { ...o, tell });
  return { programmes, oddities: all() };
}

function once<T>(make: () => T): () => T {
  let made: { value: T } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

function hasFormat(json: unknown): boolean {
  return typeof json === 'object' && json !== null && 'format' in json && json.format === programmeFormat;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, ''));
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    const position = Number(/position (\d+)/.exec(message)?.[1] ?? Number.NaN);
    const line = Number.isNaN(position) ? null : text.slice(0, position).split('\n').length;
    throw new ImportFileError([`${line === null ? 'The file' : `Line ${line}`} is not JSON: ${message}.`], {
      cause,
    });
  }
}
