import type { UiLanguage } from '#server/contract/languages.ts';
import type { MatchOffer } from '#server/contract/wire.ts';

type Reason = MatchOffer['reasons'][number];
type Words = Readonly<
  Record<string, (reason: { text: string; found: number; of: number; minutes: number }) => string>
>;

const words: Readonly<Record<UiLanguage, Words>> = {
  en: {
    id: () => 'its id is in the path',
    eventId: ({ text }) => `its number ${text} in the programme is in the path`,
    slug: ({ text }) => `its address ${text} is in the path`,
    title: () => 'the whole title',
    titleStart: ({ text }) => `the title begins with “${text}”`,
    titleWords: ({ found, of }) => `${found} of ${of} words of the title`,
    speaker: ({ text }) => `the speaker ${text}`,
    room: ({ text }) => `the room ${text} is in the path`,
    otherRoom: ({ text }) => `the path names another room than ${text}`,
    track: ({ text }) => `the track ${text} is in the path`,
    otherTrack: ({ text }) => `the path names another track than ${text}`,
    conference: ({ text }) => `the conference ${text}`,
    day: ({ text }) => `the day ${text} is in the path`,
    otherDay: ({ text }) => `the path names another day than ${text}`,
    time: ({ text }) => `begins at ${text}, as the path says`,
    length: ({ minutes }) => `length differs by ${minutes} min`,
    unexplained: ({ text }) => `“${text}” is not of this talk`,
    taken: () => 'has a recording already',
  },
  ru: {
    id: () => 'идентификатор в пути',
    eventId: ({ text }) => `номер ${text} из программы в пути`,
    slug: ({ text }) => `адрес ${text} в пути`,
    title: () => 'название целиком',
    titleStart: ({ text }) => `название начинается с «${text}»`,
    titleWords: ({ found, of }) => `слова названия: ${found} из ${of}`,
    speaker: ({ text }) => `докладчик ${text}`,
    room: ({ text }) => `зал ${text} в пути`,
    otherRoom: ({ text }) => `в пути другой зал, не ${text}`,
    track: ({ text }) => `секция ${text} в пути`,
    otherTrack: ({ text }) => `в пути другая секция, не ${text}`,
    conference: ({ text }) => `конференция ${text}`,
    day: ({ text }) => `день ${text} в пути`,
    otherDay: ({ text }) => `в пути другой день, не ${text}`,
    time: ({ text }) => `начало в ${text}, как в пути`,
    length: ({ minutes }) => `длина отличается на ${minutes} мин`,
    unexplained: ({ text }) => `«${text}» не из этого доклада`,
    taken: () => 'запись уже есть',
  },
  ja: {
    id: () => 'パスにIDがある',
    eventId: ({ text }) => `パスにプログラムの番号 ${text} がある`,
    slug: ({ text }) => `パスにアドレス ${text} がある`,
    title: () => '題名全体が一致',
    titleStart: ({ text }) => `題名の先頭「${text}」が一致`,
    titleWords: ({ found, of }) => `題名の${of}語中${found}語が一致`,
    speaker: ({ text }) => `講演者 ${text}`,
    room: ({ text }) => `パスに会場 ${text} がある`,
    otherRoom: ({ text }) => `パスの会場は ${text} ではない`,
    track: ({ text }) => `パスにトラック ${text} がある`,
    otherTrack: ({ text }) => `パスのトラックは ${text} ではない`,
    conference: ({ text }) => `会議 ${text}`,
    day: ({ text }) => `パスに日付 ${text} がある`,
    otherDay: ({ text }) => `パスの日付は ${text} ではない`,
    time: ({ text }) => `開始時刻 ${text} がパスと一致`,
    length: ({ minutes }) => `長さが${minutes}分違う`,
    unexplained: ({ text }) => `「${text}」はこの講演にない`,
    taken: () => 'すでに録画がある',
  },
};

/** Why a talk fits, in the reader's language. */
export function reasonWords(language: UiLanguage, reason: Reason): string {
  const { text = '', found = 0, of = 0, minutes = 0 } = reason;
  return words[language][reason.kind]?.({ text, found, of, minutes }) ?? '';
}

/** Whether a reason speaks against a talk. */
export function isDoubt({ kind }: Reason): boolean {
  return kind.startsWith('other') || ['length', 'unexplained', 'taken'].includes(kind);
}
