import type { LibraryRecording } from '#server/contract/wire.ts';
import { useOrganizer } from './organizer.tsx';
import s from './renditions.module.css';
import { Section } from './section.tsx';

/** The encoded or copied qualities of a recording, best first; on a narrow page each is a small list of its own. */
export function Renditions({ renditions }: { renditions: LibraryRecording['renditions'] }) {
  const { m, format } = useOrganizer();
  const best = renditions.toSorted((a, b) => b.height - a.height);
  const totalBytes = renditions.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  return (
    <Section id="renditions" title={m.renditions} note={totalBytes > 0 ? format.size(totalBytes) : null}>
      {best.length === 0 ? (
        <p>{m.renditionsNone}</p>
      ) : (
        <table className={s.table}>
          <thead>
            <tr>
              {[m.rendition, m.picture, m.frames, m.bitrate, m.size, m.origin].map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {best.map((rendition) => (
              <tr key={`${rendition.name}-${rendition.origin}`}>
                <th scope="row">{rendition.name}</th>
                <Cell name={m.picture}>{`${rendition.width}×${rendition.height}`}</Cell>
                <Cell name={m.frames}>{m.framesPerSecond(format.frameRate(rendition.frameRate))}</Cell>
                <Cell name={m.bitrate}>{format.bitrate(rendition.averageBitrateBps)}</Cell>
                <Cell name={m.size}>{format.size(rendition.sizeBytes)}</Cell>
                <Cell name={m.origin}>{m.origins[rendition.origin]}</Cell>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Section>
  );
}

/** A value, with its column's name beside it where the table is laid out as a list. */
function Cell({ name, children }: { name: string; children: string }) {
  return (
    <td>
      <span className={s.name} aria-hidden="true">
        {name}
      </span>
      {children}
    </td>
  );
}
