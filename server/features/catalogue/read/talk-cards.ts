import type { UiLanguage } from '#server/contract/languages.ts';
import type { ConferenceRef, SpeakerRef, TalkCard, TalkState } from '#server/contract/wire.ts';
import { languageOfScript, readerScript } from '../text/script.ts';
import type { BilledSpeakerRow, CardStore, RecordingFactRow, TalkCardRow } from './card-store.ts';
import { chooseText } from './choose-text.ts';
import { groupBy } from './group-by.ts';
import { postersOf, readPoster } from './posters.ts';

/** Reads public talks as cards, in the order of the ids; ids that are not public are left out. */
export function createTalkCards(store: CardStore) {
  return function talkCards(ids: readonly number[], language: UiLanguage): TalkCard[] {
    if (ids.length === 0) return [];
    const rows = store.talks(ids);
    const titles = groupBy(store.titles(ids), (row) => row.owner_id);
    const script = readerScript(language);
    const speakers = groupBy(store.speakers(ids, script), (row) => row.talk_id);
    const facts = new Map(store.recordingFacts(ids).map((row) => [row.talk_id, row]));
    const conferences = conferenceRefs(store, rows, language);
    return rows.map((row) => {
      const title = chooseText(titles.get(row.id) ?? [], [language, row.language, row.conference_language]);
      const recording = facts.get(row.id);
      return {
        slug: row.slug,
        guid: row.guid,
        title: title?.title ?? row.slug,
        textLanguage: title?.language ?? 'en',
        spokenLanguage: row.language ?? row.conference_language,
        speakers: (speakers.get(row.id) ?? []).map((speaker) => speakerRef(speaker, script)),
        conference: conferences.get(row.conference_id ?? 0) ?? null,
        day: row.day,
        startsAt: isoTime(row.start_ms),
        room: row.room,
        track: row.track,
        position: row.position,
        state: talkState(row, recording),
        isSample: row.is_sample === 1,
        durationMs: recording?.duration_ms ?? null,
        plannedMs: row.planned_ms,
        ...postersOf(posterOf(recording)),
        captionLanguages: captionLanguages(recording),
        publishedAt: isoTime(row.first_public_ms),
      };
    });
  };
}

export type TalkCards = ReturnType<typeof createTalkCards>;

/** A time of the database as the wire has it: ISO 8601, UTC. */
export function isoTime(ms: number | null): string | null {
  return ms === null ? null : new Date(ms).toISOString();
}

function conferenceRefs(
  store: CardStore,
  rows: readonly TalkCardRow[],
  language: UiLanguage,
): Map<number, ConferenceRef> {
  const ids = [...new Set(rows.flatMap((row) => row.conference_id ?? []))];
  const titles = groupBy(store.conferenceTitles(ids), (row) => row.owner_id);
  const refs = new Map<number, ConferenceRef>();
  for (const row of rows) {
    const { conference_id: id, conference_slug: slug, conference_language: own } = row;
    if (id === null || slug === null || refs.has(id)) continue;
    const title = chooseText(titles.get(id) ?? [], [language, own]);
    refs.set(id, {
      slug,
      title: title?.title ?? slug,
      language: title?.language ?? own ?? 'en',
      accent: row.conference_accent,
    });
  }
  return refs;
}

/** The billed name where its script suits the reader, else a main name in that script, else the billed name. */
function speakerRef(row: BilledSpeakerRow, script: string): SpeakerRef {
  const isReaders = row.billed_script === script || row.main_name !== null;
  const name = row.billed_script === script ? row.billed_name : (row.main_name ?? row.billed_name);
  const nameLanguage = languageOfScript(isReaders ? script : row.billed_script);
  return { slug: row.slug, name, nameLanguage, affiliation: row.affiliation };
}

function talkState(row: TalkCardRow, recording: RecordingFactRow | undefined): TalkState {
  if (row.recording_plan === 'opted_out') return 'opted_out';
  if (recording?.version_id) return 'watchable';
  if (recording?.has_unfinished_job) return 'processing';
  return row.recording_plan === 'none' ? 'not_recorded' : 'coming';
}

function posterOf(recording: RecordingFactRow | undefined): Parameters<typeof postersOf>[0] {
  if (!recording?.version_id) return null;
  const { recording_id, version_id, poster } = recording;
  return { recording_id, version_id, poster: readPoster(poster) };
}

function captionLanguages(recording: RecordingFactRow | undefined): string[] {
  // Made by json_group_array of a TEXT column.
  return recording ? (JSON.parse(recording.caption_languages) as string[]) : [];
}
