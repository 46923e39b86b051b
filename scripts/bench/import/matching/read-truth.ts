import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { composeCatalogue } from '#server/compose-catalogue.ts';
import { openDatabase } from '#server/db/open.ts';
import { talksOf } from '#server/features/recordings/catalogue-talks.ts';
import type { MatchCandidate } from '#server/features/recordings/matching/score/match-candidate.ts';
import { readProgrammes } from '#server/features/schedule-import/read-programmes.ts';

/** The talks of a programme as the library knows them after its import, and which recording was of which. */
export interface Truth {
  candidates: MatchCandidate[];
  files: Array<{ path: string; talkId: number }>;
}

/** Imports `NAME.xml` into a library of its own, and reads `NAME-recordings.tsv` (recording_path, event_id). */
export function readTruth(o: { corpusDir: string; name: string; dataDir: string }): Truth {
  const of = (ending: string) => join(o.corpusDir, 'schedules', `${o.name}${ending}`);
  const { programmes } = readProgrammes(readFileSync(of('.xml')), `${o.name}.xml`, {});
  const db = openDatabase(join(o.dataDir, 'portal.db'));
  try {
    const { catalogue } = composeCatalogue(db);
    for (const programme of programmes) catalogue.applyProgramme(programme);
    const candidates = talksOf(catalogue).matchCandidates({ conferenceId: null, after: 0, limit: 100_000 });
    const byId = new Map(candidates.flatMap(({ aliases, talkId }) => aliases.map((id) => [id, talkId])));
    const [, ...rows] = readFileSync(of('-recordings.tsv'), 'utf8').split(/\r?\n/);
    const files = rows
      .filter((row) => row !== '')
      .map((row) => row.split('\t'))
      .map(([path = '', id = '']) => ({ path, talkId: byId.get(id) ?? -1 }));
    return { candidates, files };
  } finally {
    db.close();
  }
}
