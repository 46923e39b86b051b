import type { MatchOffer } from '#server/contract/wire.ts';
import type { RoomWords } from '../organizer.tsx';

type Values = Readonly<Record<'text' | 'found' | 'of' | 'minutes', string | number>>;

type Reason = MatchOffer['reasons'][number];
/** Why a talk fits, in the reader's language; empty for a reason without words. */
export function reasonInWords(reason: Reason, words: RoomWords<'matching'>['reasons']): string {
  const { text = '', found = 0, of = 0, minutes = 0 } = reason;
  const known: Readonly<Record<string, string | ((values: Values) => string)>> = words;
  const said = known[reason.kind] ?? '';
  return typeof said === 'string' ? said : said({ text, found, of, minutes });
}

/** Whether a reason speaks against a talk. */
export function isDoubt({ kind }: Reason): boolean {
  return kind.startsWith('other') || ['length', 'unexplained', 'taken'].includes(kind);
}
