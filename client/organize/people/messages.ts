import type { People } from '#server/contract/wire.ts';
import { plural } from '../../i18n/plural.ts';
import type { RoomMessages } from '../organizer.tsx';

interface PeopleMessages {
  title: string;
  intro: string;
  empty: string;
  emptyHint: string;
  why: Readonly<Record<People['proposals'][number]['kind'], string>>;
  talks: (count: number) => string;
  keep: (name: string) => string;
  two: string;
  merged: (name: string) => string;
  keptApart: string;
  undo: string;
  undone: string;
  mergesTitle: string;
  mergedInto: (merged: string, kept: string) => string;
  by: (name: string) => string;
}

/** The words of the proposals of merges. */
export const peopleMessages: RoomMessages<PeopleMessages> = {
  en: {
    title: 'Same person?',
    intro:
      'These speakers may be one person. Nothing is merged until you say so; both names are found afterwards, and every merge can be undone.',
    empty: 'Nobody seems to be here twice',
    emptyHint: 'After every import names are compared again.',
    why: {
      accents: 'The same name but for accents, capitals or punctuation',
      order: 'The same words in another order',
      script: 'The same name in another script',
      middle: 'One has a middle name or initial that the other leaves out',
      short: 'One first name is short for the other',
      initials: 'One gives only the initial of the first name',
      spelling: 'The names differ by a letter',
    },
    talks: plural('en', { one: '# talk', other: '# talks' }),
    keep: (name) => `One person: keep ${name}`,
    two: 'Two people',
    merged: (name) => `Merged into ${name}.`,
    keptApart: 'They stay two, and are not proposed again.',
    undo: 'Undo',
    undone: 'They are two again.',
    mergesTitle: 'Merged',
    mergedInto: (merged, kept) => `${merged} is part of ${kept}`,
    by: (name) => `by ${name}`,
  },
  ru: {
    title: 'Один человек?',
    intro:
      'Возможно, эти докладчики — один человек. Без вашего решения ничего не объединяется; потом находятся оба имени, и всякое объединение можно отменить.',
    empty: 'Похоже, никто не записан дважды',
    emptyHint: 'После каждого импорта имена сравниваются снова.',
    why: {
      accents: 'То же имя, кроме надстрочных знаков, прописных букв или знаков препинания',
      order: 'Те же слова в другом порядке',
      script: 'То же имя другим письмом',
      middle: 'У одного есть среднее имя или инициал, у другого нет',
      short: 'Одно имя — краткая форма другого',
      initials: 'У одного дан лишь инициал имени',
      spelling: 'Имена отличаются одной буквой',
    },
    talks: plural('ru', { one: '# доклад', few: '# доклада', many: '# докладов' }),
    keep: (name) => `Один человек: оставить ${name}`,
    two: 'Два человека',
    merged: (name) => `Теперь это ${name}.`,
    keptApart: 'Они остаются двумя и больше не предлагаются.',
    undo: 'Отменить',
    undone: 'Их снова двое.',
    mergesTitle: 'Объединены',
    mergedInto: (merged, kept) => `${merged} — это ${kept}`,
    by: (name) => `решил(а) ${name}`,
  },
  ja: {
    title: '同じ人？',
    intro:
      '次の講演者は同じ人かもしれません。指示があるまで統合しません。統合後はどちらの名前でも見つかり、いつでも元に戻せます。',
    empty: '重複している人はいないようです',
    emptyHint: '取り込みのたびに名前を比べ直します。',
    why: {
      accents: 'アクセント記号・大文字・句読点のほかは同じ名前',
      order: '語順だけが違う',
      script: '別の文字で書かれた同じ名前',
      middle: '一方だけにミドルネームや頭文字がある',
      short: '一方の名が他方の短縮形',
      initials: '一方は名の頭文字だけ',
      spelling: '一文字だけ違う名前',
    },
    talks: (count) => `講演${count}件`,
    keep: (name) => `同じ人：${name} に統合`,
    two: '別の人',
    merged: (name) => `${name} に統合しました。`,
    keptApart: '別の人のままとし、再び提案しません。',
    undo: '元に戻す',
    undone: '再び別の人になりました。',
    mergesTitle: '統合済み',
    mergedInto: (merged, kept) => `${merged} は ${kept} に統合`,
    by: (name) => `${name} による`,
  },
};
