import type { StagedTalk } from '../staged-programme.ts';
import { foldedWords } from '../text/fold.ts';
import type { TalkRecord, TalkWriteStore } from './talk-store.ts';

/**
 * Finds the talk that a staged one is about: by guid, else by the id of its source, else (without either) by title and day
 * within its conference.
 */
export function createTalkFinder(talks: TalkWriteStore, conferenceId: number | null) {
  const byTitle = new Map<string, number>();
  for (const { talk_id, sort_key, day } of talks.titles(conferenceId)) {
    byTitle.set(`${day ?? ''} ${sort_key}`, talk_id);
  }

  return {
    find(staged: StagedTalk): TalkRecord | null {
      if (staged.guid) return talks.byGuid(staged.guid);
      for (const { source, id } of staged.sources ?? []) {
        const found = talks.bySource(source, id);
        if (found) return found;
      }
      for (const key of titleKeys(staged)) {
        const id = byTitle.get(key);
        if (id !== undefined) return talks.byId(id);
      }
      return null;
    },

    /** Makes a new talk known to the rest of the import. */
    add(staged: StagedTalk, id: number): void {
      for (const key of titleKeys(staged)) byTitle.set(key, id);
    },
  };
}

function titleKeys(staged: StagedTalk): string[] {
  const day = staged.slots?.[0]?.day ?? '';
  return Object.values(staged.texts).map(({ title }) => `${day} ${titleSortKey(title)}`);
}

/** A title as it is sorted and compared. */
export function titleSortKey(title: string): string {
  return foldedWords(title) || title;
}
