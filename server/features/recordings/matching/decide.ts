import type { MatchDecision, MatchReport } from '#server/contract/wire.ts';
import type { Db } from '#server/db/open.ts';
import type { By, Publication } from '../publication.ts';
import type { StandingStore } from '../standing-store.ts';
import type { TalkDirectory } from '../talk-directory.ts';
import { toMatchRecording } from './matches.ts';
import type { MatchesStore, MatchRecordingRow } from './matches-store.ts';
import type { SuggestionRefresh } from './refresh.ts';

type Result = MatchReport['results'][number];

/** Writes what people decided about recordings of a conference, one after the other; each by itself is done or refused. */
export function createDecide(o: {
  db: Db;
  store: MatchesStore;
  standing: Pick<StandingStore, 'conferenceOfTalk'>;
  publication: Pick<Publication, 'assign'>;
  talks: Pick<TalkDirectory, 'talkById'>;
  refresh: Pick<SuggestionRefresh, 'again'>;
  now?: () => number;
}) {
  const { db, store, standing, publication, talks, refresh, now = Date.now } = o;

  /** Checks and writes in one transaction; what it leaves to be awaited comes back. */
  const write = db.transaction(
    (conferenceId: number, decision: MatchDecision, by: By): Refusal | (() => Promise<void>) => {
      const row = store.one(decision.recordingId);
      if (row === null || row.conference_id !== conferenceId)
        return { outcome: 'gone', message: 'There is no such recording in this conference any more.' };
      if (row.talk_id !== decision.was)
        return { outcome: 'conflict', message: 'Somebody decided otherwise meanwhile: nothing was changed.' };
      if ('talkId' in decision && standing.conferenceOfTalk(decision.talkId) !== conferenceId)
        return { outcome: 'gone', message: 'This talk is not in the programme any more.' };
      return apply(row, decision, by);
    },
  );

  const apply = (row: MatchRecordingRow, decision: MatchDecision, by: By): (() => Promise<void>) => {
    const assign = (talkId: number | null) => {
      if (row.talk_id === talkId) return async () => {};
      // Its own transaction is a part of this one.
      const assigned = publication.assign(row.id, talkId === null ? null : talks.talkById(talkId), by);
      return () => assigned;
    };
    const note = (kind: 'talk' | 'not_in_programme') =>
      store.putDecision({
        recording_id: row.id,
        kind,
        actor_name: by.name,
        at_ms: now(),
        before: JSON.stringify({ talkId: row.talk_id }),
      });
    switch (decision.kind) {
      case 'talk':
        note('talk');
        return assign(decision.talkId);
      case 'not_in_programme':
        note('not_in_programme');
        return assign(null);
      case 'reject': {
        store.reject(row.id, decision.talkId, now());
        const assigned = row.talk_id === decision.talkId ? assign(null) : async () => {};
        return async () => {
          await assigned();
          await refresh.again({ ...row });
        };
      }
      case 'undo': {
        const last = store.decision(row.id);
        if (last === null) return async () => {};
        store.dropDecision(row.id);
        const { talkId } = JSON.parse(last.before) as { talkId: number | null }; // written above
        return assign(talkId !== null && talks.talkById(talkId) === null ? null : talkId);
      }
    }
  };

  return async (conferenceId: number, decisions: readonly MatchDecision[], by: By): Promise<MatchReport> => {
    const results: Result[] = [];
    for (const decision of decisions) {
      const written = write.immediate(conferenceId, decision, by);
      if (typeof written === 'function') await written();
      const row = store.one(decision.recordingId);
      const isHere = row !== null && row.conference_id === conferenceId;
      const { recordingId } = decision;
      results.push({
        recordingId,
        ...(typeof written === 'function' ? { outcome: 'done', message: null } : written),
        recording: isHere ? toMatchRecording(row) : null,
      });
    }
    return { results };
  };
}

interface Refusal {
  outcome: 'conflict' | 'gone';
  message: string;
}
