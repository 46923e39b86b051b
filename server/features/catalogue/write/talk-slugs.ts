import type { StagedTalk } from '../staged-programme.ts';
import { freeSlug, slugify } from '../text/slug.ts';
import type { TalkRecord, TalkWriteStore } from './talk-store.ts';

/**
 * The slug for a talk's texts: of the English title, else the one in the talk's own language, else any.
 * Cyrillic is put in Latin letters; other scripts stay as they are.
 */
export function slugBase(
  texts: Readonly<Record<string, { title: string }>>,
  language: string | null | undefined,
): string {
  const title = texts.en ?? (language ? texts[language] : undefined) ?? Object.values(texts)[0];
  return slugify(title?.title ?? '') || 'talk';
}

/**
 * The slug a stored talk should have after an import. One that the public has seen changes only to a slug given
 * explicitly, and then redirects; a draft's follows its title.
 */
export function nextSlug(talks: TalkWriteStore, record: TalkRecord, staged: StagedTalk): string {
  const isTaken = (slug: string) => talks.isSlugTaken(slug, record.id);
  if (staged.slug !== undefined) return isTaken(staged.slug) ? record.slug : staged.slug;
  if (record.first_public_ms !== null) return record.slug;
  const base = slugBase(staged.texts, staged.language ?? record.language);
  const isOfTitle = record.slug === base || record.slug.replace(/-\d+$/, '') === base;
  return isOfTitle ? record.slug : freeSlug(base, isTaken);
}
