import type { Db } from '#server/db/open.ts';
import type { Actor } from '#server/features/accounts/actor.ts';
import { createChangeLog } from '#server/features/accounts/change-log.ts';
import type { StagedProgramme } from '../staged-programme.ts';
import { type ApplyTools, applyPlan } from './apply-programme.ts';
import { createConferenceWriteStore } from './conference-store.ts';
import type { Decisions } from './decisions.ts';
import { entriesOf, planProgramme } from './diff-programme.ts';
import { theOneCalled } from './find-conference.ts';
import type { DiffEntry, ImportReport } from './import-report.ts';
import { createLibraryWriteStore } from './library-store.ts';
import { createSnapshotStore } from './snapshot-store.ts';
import { createSpeakerWriteStore } from './speaker-store.ts';
import { createTalkWriteStore } from './talk-store.ts';

/** What a programme would change in the library as it is now. */
export interface ProgrammeDiff {
  /** The conference it is about; null for a new one, or talks of none. */
  conferenceId: number | null;
  /** IANA name: of the times of its talks. */
  timeZone: string;
  entries: DiffEntry[];
}

/** Who does what a command does. */
export const commandActor = { id: null, name: 'command on the machine' } as const;

/**
 * Importing as a reconciliation: what a staged programme would change, and changing it, one transaction a programme.
 * @param o.touch told inside the transaction which talks to index again
 */
export function createReconciliation(o: { db: Db; touch: (talkIds: readonly number[]) => void }) {
  const { db, touch } = o;
  const stores = {
    conferences: createConferenceWriteStore(db),
    talks: createTalkWriteStore(db),
    speakers: createSpeakerWriteStore(db),
    library: createLibraryWriteStore(db),
    snapshots: createSnapshotStore(db),
    changes: createChangeLog(db),
  };
  const tools = (actor: ApplyTools['actor'] = commandActor): ApplyTools => ({
    ...{ ...stores, touch, actor, now: Date.now() },
  });
  const diffOf = (plan: ReturnType<typeof planProgramme>): ProgrammeDiff => ({
    conferenceId: plan.conference?.id ?? null,
    timeZone: plan.staged.conference?.timeZone ?? plan.conference?.time_zone ?? 'UTC',
    entries: entriesOf(plan),
  });

  return {
    stores,

    /**
     * What a programme would change. Writes nothing.
     * @param targetId the conference it is for, where somebody said so
     * @throws {AppError} where its conference cannot be told, or lies in the bin
     */
    diff(staged: StagedProgramme, targetId: number | null = null): ProgrammeDiff {
      return db.transaction(() => diffOf(planProgramme(tools(), staged, targetId))).deferred();
    },

    /**
     * Writes what was accepted of a programme: all of that or nothing.
     * @param given.isDryRun nothing is written: the report says what would be
     * @param given.check sees the diff as it is now, inside the transaction; what it throws ends it
     * @throws {AppError} as `diff`, and what `check` throws
     */
    apply(
      staged: StagedProgramme,
      given: {
        decisions: Decisions;
        targetId?: number | null;
        actor?: Pick<Actor, 'id' | 'name'>;
        isDryRun?: boolean;
        check?: (diff: ProgrammeDiff) => void;
      },
    ): ImportReport {
      let trial: ImportReport | null = null;
      const write = db.transaction(() => {
        const o = tools(given.actor);
        const plan = planProgramme(o, staged, given.targetId ?? null);
        given.check?.(diffOf(plan));
        const report = applyPlan(o, plan, given.decisions);
        if (given.isDryRun) {
          trial = report;
          throw new TrialIsOver();
        }
        return report;
      });
      try {
        return write.immediate();
      } catch (error) {
        if (error instanceof TrialIsOver && trial !== null) return trial;
        throw error;
      }
    },

    /**
     * The number of the conference of a slug or title, draft or public; null where there is none.
     * @throws {AppError} `invalid` where two have that title
     */
    conferenceCalled(name: string): number | null {
      const { conferences } = stores;
      const bySlug = conferences.bySlug(name);
      return (bySlug ?? theOneCalled(conferences, name))?.id ?? null;
    },
  };
}

/** Takes everything back that a trial has written. */
class TrialIsOver extends Error {}
