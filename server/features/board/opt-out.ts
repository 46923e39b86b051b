import type { Db } from '#server/db/open.ts';
import { notFound } from '#server/kernel/http.ts';
import type { Change, ChangeLog } from '../accounts/change-log.ts';
import type { BoardStore } from './store.ts';

/**
 * Notes that the speakers of a talk do not want a recording shown, or that they agreed after all. What was published is
 * hidden with the note itself, and then taken back, so that none of its addresses works again.
 */
export function createOptOut(deps: {
  db: Db;
  store: BoardStore;
  changes: ChangeLog;
  touch: (talkIds: readonly number[]) => void;
  publishedOfTalk: (talkId: number) => string[];
  unpublish: (recordingId: string, by: Change['actor']) => Promise<void>;
  now?: () => number;
}) {
  const { db, store, changes, now = Date.now } = deps;

  const write = db.transaction((talkId: number, isOptedOut: boolean, by: Change['actor']) => {
    const talk = store.talk(talkId);
    if (talk === undefined) throw notFound('such talk');
    if ((talk.recording_plan === 'opted_out') === isOptedOut) return;
    const recordingPlan = isOptedOut ? 'opted_out' : 'will';
    store.setPlan(talkId, recordingPlan, now());
    changes.note({
      actor: by,
      action: 'changed',
      entity: 'talk',
      entityId: talkId,
      conferenceId: talk.conference_id,
      title: talk.title ?? String(talkId),
      before: { recordingPlan: talk.recording_plan },
      after: { recordingPlan },
    });
    deps.touch([talkId]);
  });

  /** @throws {AppError} `not_found`; what is so already is left as it is */
  return async (o: { talkId: number; isOptedOut: boolean; by: Change['actor'] }): Promise<void> => {
    write.immediate(o.talkId, o.isOptedOut, o.by);
    if (!o.isOptedOut) return;
    for (const id of deps.publishedOfTalk(o.talkId)) await deps.unpublish(id, o.by);
  };
}
