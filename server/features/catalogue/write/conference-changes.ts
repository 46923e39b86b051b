import type { StagedConference } from '../staged-programme.ts';
import { type Change, isSame } from './changes.ts';
import type { ConferenceRecord, ConferenceText, ConferenceWriteStore } from './conference-store.ts';

/** What writing a conference needs; changes of columns go to `record`, which the caller stores. */
export interface ConferenceWriting {
  conferences: ConferenceWriteStore;
  record: ConferenceRecord;
}

type ConferenceChange = Change<ConferenceWriting>;

/** The changes that make a conference what a staged one says; what the file does not speak of stays. */
export function conferenceChanges(
  store: ConferenceWriteStore,
  found: ConferenceRecord,
  staged: StagedConference,
): ConferenceChange[] {
  const changes: ConferenceChange[] = [];
  const set = <
    K extends
      | 'acronym'
      | 'language'
      | 'start_day'
      | 'end_day'
      | 'time_zone'
      | 'url'
      | 'accent'
      | 'licence'
      | 'publish',
  >(
    field: string,
    column: K,
    value: ConferenceRecord[K] | undefined,
  ) => {
    if (value === undefined || value === found[column]) return;
    changes.push({
      ...{ field, before: found[column], after: value },
      write: ({ record }) => {
        record[column] = value;
      },
    });
  };
  set('acronym', 'acronym', staged.acronym);
  set('language', 'language', staged.language);
  set('startDay', 'start_day', widened(staged.startDay, found.start_day, staged.widensDays, -1));
  set('endDay', 'end_day', widened(staged.endDay, found.end_day, staged.widensDays, 1));
  set('timeZone', 'time_zone', staged.timeZone);
  set('url', 'url', staged.url);
  set('accent', 'accent', staged.accent);
  set('licence', 'licence', staged.licence);
  set('publish', 'publish', staged.publish);
  const texts = store.texts(found.id);
  for (const text of stagedTexts(staged, texts)) {
    const current = texts.find(({ language }) => language === text.language);
    if (current && isSame(ordered(current), ordered(text))) continue;
    changes.push({
      field: `texts.${text.language}`,
      before: current ? lines(current) : null,
      after: lines(text),
      write: ({ conferences }) => conferences.putText(found.id, text),
    });
  }
  return changes;
}

/** The title a staged conference goes by; null where it has none. */
export function stagedConferenceTitle(staged: StagedConference): string | null {
  const own = staged.language ? staged.texts[staged.language] : undefined;
  return (own ?? staged.texts.en ?? Object.values(staged.texts)[0])?.title ?? null;
}

/** Texts as they would be stored: what the file does not speak of stays. */
export function stagedTexts(staged: StagedConference, current: readonly ConferenceText[]): ConferenceText[] {
  return Object.entries(staged.texts).map(([language, text]) => {
    const old = current.find((each) => each.language === language);
    return {
      language,
      title: text.title,
      subtitle: text.subtitle === undefined ? (old?.subtitle ?? null) : text.subtitle,
      description: text.description === undefined ? (old?.description ?? null) : text.description,
      place: text.place === undefined ? (old?.place ?? null) : text.place,
    };
  });
}

function ordered(text: ConferenceText): readonly (string | null)[] {
  return [text.title, text.subtitle, text.description, text.place];
}

function lines(text: ConferenceText): string {
  return ordered(text).filter(Boolean).join('\n');
}

function widened(
  staged: string | null | undefined,
  current: string | null,
  widens: boolean | undefined,
  direction: 1 | -1,
): string | null | undefined {
  if (!widens || !staged || current === null) return staged;
  const isBeyond = direction === 1 ? staged > current : staged < current;
  return isBeyond ? staged : current;
}
