import { gapBetween } from '#server/contract/passages.ts';
import type { PassageList } from './passage-list.ts';

/** Words somebody chose, and when they are said. */
export interface Selected {
  /** Of the cue in which they begin. */
  startMs: number;
  text: string;
}

/** What of a list is selected on the page: its words alone, without the times beside them; null where nothing is. */
export function selectedIn(list: PassageList): Selected | null {
  const selection = document.getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  if (!range.intersectsNode(list.element)) return null;
  let text = '';
  let startMs: number | null = null;
  for (const { span, startMs: cueStartMs } of list.cues) {
    if (!range.intersectsNode(span)) {
      if (startMs !== null) break;
      continue;
    }
    const part = partOf(span, range).trim();
    if (part === '') continue;
    startMs ??= cueStartMs;
    text += gapBetween(text, part) + part;
  }
  return startMs === null ? null : { startMs, text };
}

function partOf(span: HTMLElement, range: Range): string {
  const own = document.createRange();
  own.selectNodeContents(span);
  if (own.compareBoundaryPoints(Range.START_TO_START, range) < 0)
    own.setStart(range.startContainer, range.startOffset);
  if (own.compareBoundaryPoints(Range.END_TO_END, range) > 0) own.setEnd(range.endContainer, range.endOffset);
  return own.toString();
}
