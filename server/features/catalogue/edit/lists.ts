import { z } from 'zod';
import type { UiLanguage } from '#server/contract/languages.ts';
import type { FoundSpeaker, ProgrammeTalk } from '#server/contract/wire.ts';
import type { Actor } from '../../accounts/actor.ts';
import { decodeCursor, encodeCursor } from '../read/cursor.ts';
import { parseQuery } from '../text/match-expression.ts';
import { readerScript } from '../text/script.ts';
import type { EditListStore } from './list-store.ts';
import { wallClock } from './wall-clock.ts';

const cursorShape = z.tuple([z.int(), z.string(), z.int()]);

/** The lists that organizers choose from. */
export function createEditLists(store: EditListStore) {
  return {
    /** A conference's whole programme, drafts too, in its order. */
    programme(conferenceId: number, timeZone: string): ProgrammeTalk[] {
      return store.programme(conferenceId).map((row) => ({
        id: row.id,
        slug: row.slug,
        title: row.title,
        // Made by json_group_array of a TEXT column.
        speakers: JSON.parse(row.speakers) as string[],
        day: row.day,
        startsAt: row.start_ms === null ? null : wallClock(row.start_ms, timeZone),
        room: row.room,
        visibility: row.visibility,
        recordingPlan: row.recording_plan,
        isWithdrawn: row.withdrawn_ms !== null,
      }));
    },

    /** Speakers that somebody may bill: public ones, and those of own conferences. */
    speakers(o: {
      q: string;
      limit: number;
      cursor?: string | undefined;
      language: UiLanguage;
      actor: Actor;
    }): { items: FoundSpeaker[]; nextCursor: string | null } {
      const [rank, sortKey, id] = decodeCursor(o.cursor, cursorShape) ?? [-1, '', 0];
      const query = {
        ...{ rank, sortKey, id, limit: o.limit + 1, script: readerScript(o.language) },
        actor: o.actor.id,
        conferences: JSON.stringify([...o.actor.conferenceIds]),
        is_admin: o.actor.role === 'admin' ? 1 : 0,
      };
      const words = o.q.trim() === '' ? null : parseQuery(o.q, { nameColumn: 'names' });
      if (o.q.trim() !== '' && words === null) return { items: [], nextCursor: null };
      const rows =
        words === null
          ? store.speakers(query)
          : store.matchingSpeakers({ ...query, match: words.expression });
      const page = rows.slice(0, o.limit);
      const last = page.at(-1);
      return {
        items: page.map((row) => ({
          id: row.id,
          slug: row.slug,
          name: row.name,
          // Made by json_group_array of a TEXT column.
          otherNames: JSON.parse(row.other_names) as string[],
          affiliation: row.affiliation,
          talkCount: row.talk_count,
          photoId: row.photo_id,
          mayEdit: row.is_theirs === 1,
        })),
        nextCursor: rows.length > o.limit && last ? encodeCursor([last.rank, last.sort_key, last.id]) : null,
      };
    },
  };
}
