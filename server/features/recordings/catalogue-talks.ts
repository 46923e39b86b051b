import type { Catalogue } from '../catalogue/catalogue.ts';
import { titleFromFileName } from '../catalogue/title-from-file-name.ts';
import type { TalkDirectory, TalkRef } from './talk-directory.ts';

type KnownTalk = NonNullable<ReturnType<Catalogue['talkById']>>;

/** The catalogue, as recordings ask it. */
export function talksOf(catalogue: Catalogue): TalkDirectory {
  /** By how much touching has raised the library's revision. */
  let touched = 0;
  const byId = (id: number) => toRef(catalogue.talkById(id));
  return {
    talkById: byId,
    talkBySlugOrGuid: (text) => toRef(catalogue.talkBySlugOrGuid(text)),
    matchCandidates: catalogue.matchCandidates,
    conferenceId: catalogue.conferenceIdBySlug,
    makeDraftTalk({ fileName, conferenceSlug }) {
      const { talkId } = catalogue.makeDraftTalk({ title: titleFromFileName(fileName), conferenceSlug });
      const talk = byId(talkId);
      if (talk === null) throw new Error('A draft talk vanished within a transaction.');
      return talk;
    },
    publishTalk: (id) => catalogue.publishTalk(id),
    candidatesRevision: () => catalogue.revision() - touched,
    touch(ids) {
      const before = catalogue.revision();
      catalogue.touch(ids);
      touched += catalogue.revision() - before;
    },
  };
}

function toRef(talk: KnownTalk | null): TalkRef | null {
  if (talk === null) return null;
  const { talkId, slug, title, visibility, recordingPlan } = talk;
  const isOptedOut = recordingPlan === 'opted_out';
  return { id: talkId, slug, title, visibility, isOptedOut, publish: isOptedOut ? 'review' : talk.publish };
}
