import { useQuery } from '@tanstack/react-query';
import { useHttp } from '../http.ts';
import { readTiles } from './storyboard.ts';
import s from './storyboard-strip.module.css';
import { writeTime } from './typed-time.ts';

const SHOWN = 24;

/** A strip of small pictures of a recording; each goes to its moment. Nothing where there is no storyboard. */
export function StoryboardStrip({
  url,
  label,
  startMs,
  kept,
  onGo,
}: {
  url: string;
  label: string;
  /** Where the version begins on the original's timeline. */
  startMs: number;
  /** Pictures outside are shown dimmed. */
  kept: { startMs: number; endMs: number } | null;
  onGo: (originalMs: number) => void;
}) {
  const http = useHttp();
  const { data: tiles = [] } = useQuery({
    queryKey: ['storyboard', url],
    queryFn: async () => readTiles(await (await http.ask(url)).text(), url, SHOWN),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <ul className={s.strip} aria-label={label}>
      {tiles.map((tile) => {
        const at = startMs + tile.startMs;
        const isOut = kept !== null && (at < kept.startMs || at >= kept.endMs);
        return (
          <li key={tile.startMs}>
            <button type="button" onClick={() => onGo(at)} data-out={isOut || undefined}>
              <span
                className={s.picture}
                aria-hidden="true"
                style={{
                  width: tile.width,
                  height: tile.height,
                  backgroundImage: `url("${tile.sheetUrl}")`,
                  backgroundPosition: `-${tile.x}px -${tile.y}px`,
                }}
              />
              <span>{writeTime(at)}</span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}
