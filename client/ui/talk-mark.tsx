import './talk-mark.module.css';

/** The place of a talk's watched mark and progress, over its picture: filled by a script from what the browser keeps. */
export function TalkMark({ slug }: { slug: string }) {
  return <span data-talk-mark={slug} />;
}
