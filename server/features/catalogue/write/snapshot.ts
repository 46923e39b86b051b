import type { SnapshotBilling, SnapshotSlot, SnapshotStore, SnapshotTalk } from './snapshot-store.ts';
import type { TalkLink, TalkText } from './talk-store.ts';

/** A talk of the library with all that an import may change. */
export interface StoredTalk {
  record: SnapshotTalk;
  texts: ReadonlyMap<string, TalkText>;
  slots: readonly SnapshotSlot[];
  billings: readonly SnapshotBilling[];
  tags: readonly { slug: string; name: string }[];
  links: readonly TalkLink[];
  sources: readonly { source: string; source_id: string }[];
  /** Fields that somebody edited by hand. */
  edited: ReadonlySet<string>;
}

/** Reads the talks of a conference (null: those of none) by a fixed number of statements, however many there are. */
export function takeSnapshot(store: SnapshotStore, conferenceId: number | null): StoredTalk[] {
  const texts = byTalk(store.texts(conferenceId));
  const slots = byTalk(store.slots(conferenceId));
  const billings = byTalk(store.billings(conferenceId));
  const tags = byTalk(store.tags(conferenceId));
  const links = byTalk(store.links(conferenceId));
  const sources = byTalk(store.sources(conferenceId));
  const edited = byTalk(store.editedFields(conferenceId));
  return store.talks(conferenceId).map((record) => ({
    record,
    texts: new Map(texts(record.id).map(({ talk_id: _, ...text }) => [text.language, text])),
    slots: slots(record.id),
    billings: billings(record.id),
    tags: tags(record.id),
    links: links(record.id),
    sources: sources(record.id),
    edited: new Set(edited(record.id).map(({ field }) => field)),
  }));
}

function byTalk<Row extends { talk_id: number }>(rows: readonly Row[]): (talkId: number) => readonly Row[] {
  const groups = new Map<number, Row[]>();
  for (const row of rows) {
    const group = groups.get(row.talk_id);
    if (group) group.push(row);
    else groups.set(row.talk_id, [row]);
  }
  return (talkId) => groups.get(talkId) ?? [];
}
