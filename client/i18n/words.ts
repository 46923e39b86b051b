import type { words as english } from '../messages/en.ts';

type English = typeof english;

/** The plural forms of a counted message by CLDR category, `#` in them the number. */
export type PluralForms = Readonly<Partial<Record<Intl.LDMLPluralRule, string>>>;

type Translated<T> = T extends string
  ? string
  : T extends { other: string }
    ? PluralForms
    : { readonly [K in keyof T]: Translated<T[K]> };

/** What is true of an interface language, besides its words. */
interface LanguageFacts {
  /** What it calls itself. */
  name: string;
  /** How it writes dates and numbers and sorts (BCP 47). */
  locale: string;
  /** The faces that its pages need first. */
  fonts: 'latin' | 'cyrillic' | 'japanese';
}

/** One language, whole: plain data in the shape of the English file. A language that lacks a word does not compile. */
export type Words = Translated<Omit<English, 'language'>> & { readonly language: LanguageFacts };

type Value = string | number;

type Place<T> = T extends `${string}{${infer Name}}${infer Rest}` ? Name | Place<Rest> : never;

type Several<T, All = T> = T extends unknown ? ([All] extends [T] ? false : true) : never;

type Filled<P extends string> = [P] extends [never]
  ? string
  : true extends Several<P>
    ? (values: Readonly<Record<P, Value>>) => string
    : (value: Value | Readonly<Record<P, Value>>) => string;

type Counted<P extends string> = [P] extends [never]
  ? (count: number) => string
  : (count: number, values: Readonly<Record<P, Value>>) => string;

/** Messages to be used: a text stays one; one place makes a function of a value, several one of named values, forms one of a count. */
export type Spoken<T> = T extends string
  ? Filled<Place<T>>
  : T extends { other: string }
    ? Counted<Place<T[keyof T]>>
    : { readonly [K in keyof T]: Spoken<T[K]> };

/** The words of viewers' pages, as components use them. */
export type PageWords = Spoken<English['pages']>;

/** The words of the organizers' rooms, as components use them. */
export type OrganizeWords = Spoken<English['organize']>;
