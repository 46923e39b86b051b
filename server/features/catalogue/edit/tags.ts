import { z } from 'zod';
import type { EditedTag } from '#server/contract/wire.ts';
import type { Db } from '#server/db/open.ts';
import { AppError } from '#server/kernel/errors.ts';
import { notFound } from '#server/kernel/http.ts';
import type { Actor } from '../../accounts/actor.ts';
import type { ChangeLog } from '../../accounts/change-log.ts';
import { decodeCursor, encodeCursor } from '../read/cursor.ts';
import { foldedWords } from '../text/fold.ts';
import { slugify } from '../text/slug.ts';
import type { EditStore } from './edit-store.ts';
import { fieldError } from './field-error.ts';
import type { TagStore } from './tag-store.ts';

const cursorShape = z.tuple([z.string()]);

/**
 * Tags as organizers tidy them: renamed, merged, taken away. A tag is shared by the whole portal, so that only who
 * organizes every conference that uses it may change it. Each talk's log says what became of its tags.
 */
export function createTags(o: {
  db: Db;
  store: TagStore;
  edits: EditStore;
  changes: ChangeLog;
  touch: (talkIds: readonly number[]) => void;
}) {
  const { store } = o;

  function tag(id: number): EditedTag {
    const row = store.tag(id);
    if (row === null) throw notFound('such tag');
    return { id: row.id, slug: row.slug, name: row.name, talkCount: row.talk_count };
  }

  function mayChange(id: number, actor: Actor): void {
    if (actor.role === 'admin') return;
    const isTheirs = store
      .conferences(id)
      .every((conference) => conference !== null && actor.conferenceIds.has(conference));
    if (!isTheirs)
      throw new AppError('forbidden', 'Talks of a conference that you do not organize have this tag too.');
  }

  /** Does the work, with what it made of every talk in the log. */
  function change(id: number, actor: Actor, work: () => void): void {
    o.db
      .transaction(() => {
        tag(id);
        mayChange(id, actor);
        const now = Date.now();
        const talkIds = store.talks(id);
        const before = new Map(store.described(talkIds).map(({ id: talkId, tags }) => [talkId, tags]));
        work();
        for (const { id: talkId, conference_id, title, tags } of store.described(talkIds)) {
          o.edits.bump('talk', talkId, now);
          o.edits.mark('talk', talkId, 'tags', now);
          o.changes.note({
            ...{
              actor,
              action: 'changed',
              entity: 'talk',
              entityId: talkId,
              conferenceId: conference_id,
              title,
            },
            before: { tags: namesOf(before.get(talkId)) },
            after: { tags: namesOf(tags) },
          });
        }
        o.touch(talkIds);
      })
      .immediate();
  }

  return {
    tag,
    conferences: (id: number) => (store.tag(id) === null ? null : store.conferences(id)),

    /** @throws {AppError} `invalid` for a cursor of something else */
    list({ q, limit, cursor }: { q: string; limit: number; cursor?: string | undefined }) {
      const [after = ''] = decodeCursor(cursor, cursorShape) ?? [];
      const like = `${q.trim() === '' ? '' : '%'}${slugify(q).replaceAll(/[!%_]/g, '!$&')}%`;
      const found = store.page({ like, after, limit: limit + 1 });
      const page = found.slice(0, limit);
      const last = page.at(-1);
      return {
        items: page.map(({ talk_count, ...row }): EditedTag => ({ ...row, talkCount: talk_count })),
        nextCursor: found.length > limit && last ? encodeCursor([last.slug]) : null,
      };
    },

    /** @throws {AppError} `conflict` where another tag has that name: they can be merged */
    rename(id: number, name: string, actor: Actor): EditedTag {
      const slug = foldedWords(name) === '' ? '' : slugify(name);
      if (slug === '') throw fieldError('name', 'must have a letter or a digit in it');
      change(id, actor, () => {
        const other = store.idOf(slug);
        if (other !== null && other !== id)
          throw new AppError('conflict', `There is a tag ${name} already: merge the two.`, {
            details: { tag: other },
          });
        store.rename(id, slug, name);
      });
      return tag(id);
    },

    /** Its talks get the other tag. */
    merge(id: number, into: number, actor: Actor): EditedTag {
      if (id === into) throw fieldError('into', 'must be another tag');
      if (store.tag(into) === null) throw fieldError('into', 'is no tag that there is');
      change(id, actor, () => store.merge(id, into));
      return tag(into);
    },

    remove(id: number, actor: Actor): void {
      change(id, actor, () => store.drop(id));
    },
  };
}

/** Made by json_group_array of a TEXT column. */
function namesOf(json: string | undefined): string[] {
  return json === undefined ? [] : (JSON.parse(json) as string[]);
}
