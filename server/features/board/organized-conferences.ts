import type { OrganizedConference } from '#server/contract/wire.ts';
import { takeTurns } from '#server/kernel/take-turns.ts';
import { isDayOver } from './board.ts';
import type { BoardStore } from './store.ts';

/** The conferences that somebody may organize, newest first, with what is left to do in each. */
export async function organizedConferences(
  store: BoardStore,
  o: { language: string; nowMs: number; isMine: (conferenceId: number) => boolean },
): Promise<OrganizedConference[]> {
  const turn = takeTurns();
  const all: OrganizedConference[] = [];
  for (const row of store.conferences(o.language).filter(({ id }) => o.isMine(id))) {
    await turn();
    const isOver = isDayOver(row.end_day, { timeZone: row.time_zone, nowMs: o.nowMs });
    const counts = store.counts(row.id, { isOver, now: o.nowMs });
    all.push({
      id: row.id,
      slug: row.slug,
      title: row.title ?? row.slug,
      startDay: row.start_day,
      endDay: row.end_day,
      timeZone: row.time_zone,
      visibility: row.visibility,
      talks: counts?.talks ?? 0,
      missing: counts?.missing ?? 0,
      needsReview: counts?.needs_review ?? 0,
      published: counts?.published ?? 0,
      unmatched: counts?.unmatched ?? 0,
    });
  }
  return all;
}
