import type { z } from 'zod';
import type { billingSchema } from '#server/contract/editing-schemas.ts';
import type { Billing, TalkWriteStore } from '../write/talk-store.ts';
import type { WriteContext } from './editor.ts';
import { fieldError } from './field-error.ts';
import type { SpeakerNames } from './speaker-names.ts';
import type { TalkEditStore } from './talk-edit-store.ts';

export type TalkBillings = ReturnType<typeof createTalkBillings>;

/** Who is billed for a talk, and under which name. */
export function createTalkBillings(o: {
  store: TalkEditStore;
  talks: TalkWriteStore;
  names: SpeakerNames;
  /** Whether somebody may bill a speaker who was not billed before: whoever is billed can be edited. */
  mayBill: (speakerId: number, context: WriteContext) => boolean;
}) {
  /** A name that is hidden is never billed anew: whoever goes by another one now is shown by that. */
  function nameId(speakerId: number, name: string | null, path: string): number {
    const known = o.store.names(speakerId);
    const found = name === null ? undefined : known.find((each) => each.name === name);
    const [main] = known;
    if (main === undefined) throw fieldError(`${path}.speakerId`, 'is no speaker that there is');
    if (found && found.kind !== 'hidden') return found.id;
    if (name === null || found) return main.id;
    return o.names.add(speakerId, name, 'alias');
  }

  return {
    /** Everybody once, without those who lie in the bin. */
    read(talkId: number): z.infer<typeof billingSchema>[] {
      const shown = new Map<number, z.infer<typeof billingSchema>>();
      for (const { speaker_id, name, affiliation, is_binned } of o.store.billings(talkId)) {
        if (is_binned || shown.has(speaker_id)) continue;
        shown.set(speaker_id, { speakerId: speaker_id, name, affiliation });
      }
      return [...shown.values()];
    },

    /** @throws {AppError} `invalid` where somebody is named twice or not known */
    write(talkId: number, speakers: readonly z.infer<typeof billingSchema>[], context: WriteContext): void {
      const present = o.store.billings(talkId);
      const seen = new Set<number>();
      const billings: Billing[] = speakers.map(({ speakerId, name, affiliation }, index) => {
        const path = `speakers.${index}`;
        if (seen.has(speakerId)) throw fieldError(`${path}.speakerId`, 'is named twice');
        seen.add(speakerId);
        const known = present.find((each) => each.speaker_id === speakerId);
        if (known === undefined && !o.mayBill(speakerId, context))
          throw fieldError(`${path}.speakerId`, 'is no speaker that there is');
        const billedId = known?.billed_id ?? speakerId;
        return { speaker_id: billedId, name_id: nameId(speakerId, name, path), affiliation };
      });
      // Somebody in the bin comes back to this talk with what else comes back.
      const raw = o.talks.billings(talkId);
      const binned = present.filter(({ is_binned }) => is_binned).map(({ billed_id }) => billed_id);
      const kept = raw.filter(({ speaker_id }) => binned.includes(speaker_id));
      o.talks.replaceBillings(talkId, [...billings, ...kept]);
    },
  };
}
