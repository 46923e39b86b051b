import type { UiLanguage } from '#server/contract/languages.ts';
import type { ContentSlide, SpokenLine } from './sample-scripts.ts';

type InEachLanguage = Readonly<Record<UiLanguage, string>>;

/** What a sample needs to know of its talk. */
export interface SampleTalk {
  title: InEachLanguage;
  speakers: InEachLanguage;
  conference: InEachLanguage;
  affiliation: string | null;
}

export type Slide =
  | { kind: 'title'; talk: SampleTalk }
  | { kind: 'content'; heading: string; points: readonly string[]; talk: SampleTalk }
  | { kind: 'closing'; words: InEachLanguage; talk: SampleTalk };

/** A slide and what is said while it is seen. */
export interface Scene {
  slide: Slide;
  say: readonly SpokenLine[];
}

const thisIsASample: SpokenLine = {
  en: 'This is a sample recording, made by this computer a moment ago.',
  ru: 'Это пример записи: этот компьютер сделал её только что.',
  ja: 'これはサンプルの録画で、このコンピューターがたった今作ったものです。',
};

const closing: SpokenLine = {
  en: 'This was a sample. No recording of the real talk comes with the project.',
  ru: 'Это был пример. Записи настоящего доклада вместе с проектом не поставляются.',
  ja: 'これはサンプルでした。実際の講演の録画はプロジェクトに付属していません。',
};

/** Title, content and closing of a sample, with the words for each: says at its beginning and its end what it is. */
export function writeScreenplay(talk: SampleTalk, content: readonly ContentSlide[]): Scene[] {
  const introduction: SpokenLine = {
    en: `It stands in for the talk “${talk.title.en}”, by ${talk.speakers.en}.`,
    ru: `Она стоит на месте доклада «${talk.title.ru}». Докладчик: ${talk.speakers.ru}.`,
    ja: `${talk.speakers.ja}の講演「${talk.title.ja}」の代わりに置かれています。`,
  };
  return [
    { slide: { kind: 'title', talk }, say: [thisIsASample, introduction] },
    ...content.map(
      ({ heading, points, say }): Scene => ({
        slide: { kind: 'content', heading, points, talk },
        say,
      }),
    ),
    { slide: { kind: 'closing', words: closing, talk }, say: [closing] },
  ];
}
