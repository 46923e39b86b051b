import type { RoomWords } from '../organizer.tsx';

type Words = RoomWords<'editing'>;

/** Words for a field by its flat name: `texts.en.title` -> “Title (English)”. */
export function fieldLabel(name: string, t: Words, languageName: (tag: string) => string): string {
  const [group = name, language, part] = name.split('.');
  if (group === 'texts' && language && part) return `${wordOf(part, t)} (${languageName(language)})`;
  if (group === 'biographies' && language) return `${t.biography} (${languageName(language)})`;
  return wordOf(group, t);
}

function wordOf(name: string, t: Words): string {
  const words: Readonly<Record<string, string>> = {
    ...{ title: t.title, subtitle: t.subtitle, abstract: t.abstract, description: t.description },
    ...{ place: t.place, slug: t.slug, language: t.language, licence: t.licence, track: t.track },
    ...{ visibility: t.visibility, recordingPlan: t.recordingPlan, slots: t.slots, speakers: t.speakers },
    ...{ tags: t.tags, links: t.links, names: t.names, photoId: t.photo, photoAlt: t.pictureAlt },
    ...{ logoId: t.logo, logoAlt: t.pictureAlt, startDay: t.startDay, endDay: t.endDay, url: t.website },
    ...{ timeZone: t.timeZone, accent: t.accent, acronym: t.acronym, publish: t.publish },
  };
  return words[name] ?? name;
}
