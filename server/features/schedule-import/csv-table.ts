import { CsvError, parse } from 'csv-parse/sync';
import { ImportFileError } from './import-file-error.ts';

/** What a CSV may say of a talk; headers are recognised under these names, case and spaces aside. */
const headers = {
  title: ['title', 'talk', 'название', 'тема', 'доклад', 'タイトル', '題名'],
  speakers: ['speakers', 'speaker', 'докладчик', 'докладчики', 'спикер', 'спикеры', '講演者', '登壇者'],
  date: ['date', 'day', 'дата', 'день', '日付'],
  language: ['language', 'lang', 'язык', '言語'],
  abstract: ['abstract', 'description', 'аннотация', 'описание', '概要'],
  conference: ['conference', 'event', 'конференция', 'カンファレンス'],
  room: ['room', 'зал', '会場'],
  start: ['start', 'time', 'начало', 'время', '開始'],
  duration: ['duration', 'minutes', 'длительность', '時間'],
  tags: ['tags', 'tag', 'теги', 'タグ'],
  slug: ['slug'],
  guid: ['guid', 'id'],
} as const;

export type CsvColumn = keyof typeof headers;

export interface CsvRow {
  /** As a spreadsheet numbers it: the header is row 1. */
  number: number;
  cell(column: CsvColumn): string;
}

export interface CsvTable {
  columns: ReadonlySet<CsvColumn>;
  rows: readonly CsvRow[];
  /** Headers that nothing is known about. */
  ignored: readonly string[];
}

/**
 * Reads a CSV with a header row; the delimiter (comma, semicolon, tab or bar) is the one the header has most of.
 * @throws {ImportFileError} naming the row
 */
export function readCsvTable(text: string): CsvTable {
  const lines = parseLines(text, delimiterOf(text));
  const [header] = lines;
  if (!header) throw new ImportFileError(['The file is empty: its first row must name the columns.']);
  const known = header.cells.map(columnOf);
  const columns = new Set(known.filter((column) => column !== null));
  const twice = known.find((column, index) => column !== null && known.indexOf(column) !== index);
  if (twice) throw new ImportFileError([`Row 1 names the column ${twice} twice.`]);
  if (!columns.has('title')) {
    const seen = header.cells.map((cell) => `“${cell}”`).join(', ');
    throw new ImportFileError([`Row 1 names no column title; it has ${seen}.`]);
  }
  const rows = lines.slice(1).filter(({ cells }) => cells.some((cell) => cell !== ''));
  const tooLong = rows.find(({ cells }) => cells.slice(header.cells.length).some((cell) => cell !== ''));
  if (tooLong)
    throw new ImportFileError([
      `Row ${tooLong.number} has ${tooLong.cells.length} cells, the header has ${header.cells.length}: is a quotation mark missing?`,
    ]);
  return {
    columns,
    ignored: header.cells.filter((cell, index) => cell !== '' && known[index] === null),
    rows: rows.map(({ number, cells }) => ({
      number,
      cell: (column) => cells[known.indexOf(column)] ?? '',
    })),
  };
}

function columnOf(header: string): CsvColumn | null {
  const name = header
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_-]+/g, '');
  for (const [column, names] of Object.entries(headers)) {
    // The keys of a const object are its columns.
    if ((names as readonly string[]).includes(name)) return column as CsvColumn;
  }
  return null;
}

function delimiterOf(text: string): string {
  const header = text.replace(/^\uFEFF?\s*/, '').split(/\r?\n|\r/, 1)[0] ?? '';
  const bare = header.replace(/"(?:[^"]|"")*"/g, '');
  const counted = [',', ';', '\t', '|'].map((delimiter) => ({
    delimiter,
    count: bare.split(delimiter).length,
  }));
  return counted.reduce((best, each) => (each.count > best.count ? each : best)).delimiter;
}

function parseLines(text: string, delimiter: string): { number: number; cells: string[] }[] {
  try {
    const lines: string[][] = parse(text, {
      delimiter,
      bom: true,
      relax_column_count: true,
      skip_empty_lines: false,
      trim: true,
    });
    return lines.map((cells, index) => ({ number: index + 1, cells }));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const where = typeof error.lines === 'number' ? `Line ${error.lines}` : 'The file';
    throw new ImportFileError([`${where} is not CSV: ${error.message.replace(/\.?$/, '.')}`], {
      cause: error,
    });
  }
}
