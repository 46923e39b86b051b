import type { ReactNode } from 'react';
import s from './table.module.css';

/** A table under thin rules; on narrow screens it scrolls sideways by itself. `caption` names it, for those who do not see it too. */
export function Table({
  caption,
  head,
  children,
}: {
  caption: string;
  /** Headings of the columns; an empty one is a column of actions. */
  head: readonly ReactNode[];
  children: ReactNode;
}) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <section className={s.scroll} aria-label={caption} tabIndex={0}>
      <table className={s.table}>
        <caption className="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            {head.map((cell, index) =>
              cell === '' ? (
                // biome-ignore lint/suspicious/noArrayIndexKey: columns do not move
                <td key={index} />
              ) : (
                // biome-ignore lint/suspicious/noArrayIndexKey: columns do not move
                <th key={index} scope="col">
                  {cell}
                </th>
              ),
            )}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </section>
  );
}
