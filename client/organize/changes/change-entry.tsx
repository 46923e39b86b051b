import { Link } from 'react-router';
import type { Change } from '#server/contract/wire.ts';
import { useOrganizer, useRoomWords } from '../organizer.tsx';
import { Badge } from '../ui/badge.tsx';
import { Table } from '../ui/table.tsx';
import { changedFields } from './changed-fields.ts';
import s from './changes.module.css';

/** One entry of the log: when, who, what, and the values before and after. */
export function ChangeEntry({ change }: { change: Change }) {
  const t = useRoomWords('changes');
  const actions: Readonly<Record<string, string>> = t.actions;
  const { format } = useOrganizer();
  const to = pageOf(change);
  const fields = changedFields(change);
  return (
    <li className={s.entry}>
      <time dateTime={change.at}>{format.moment(change.at)}</time>
      <div>
        <p>
          <strong>{personOf(change, t)}</strong> · {actions[change.action] ?? change.action} ·{' '}
          {t.kinds[change.entity]} {to === null ? change.title : <Link to={to}>{change.title}</Link>}{' '}
          {change.undoneBy === null ? null : <Badge tone="off">{t.undone}</Badge>}
        </p>
        {change.conference ? <p className={s.where}>{change.conference.title}</p> : null}
        {fields.length > 0 ? (
          <details>
            <summary>{t.details}</summary>
            <Table caption={`${t.details}: ${change.title}`} head={[t.field, t.before, t.after]}>
              {fields.map(({ name, before, after }) => (
                <tr key={name}>
                  <th scope="row">{name}</th>
                  <td className={s.value}>{before ?? <em>{t.nothing}</em>}</td>
                  <td className={s.value}>{after ?? <em>{t.nothing}</em>}</td>
                </tr>
              ))}
            </Table>
          </details>
        ) : null}
      </div>
    </li>
  );
}

function personOf({ actor }: Change, words: { portal: string; command: string }): string {
  if (actor.id !== null) return actor.name;
  return actor.name === 'portal'
    ? words.portal
    : actor.name.startsWith('command')
      ? words.command
      : actor.name;
}

/** The page of the thing that was changed; null where it has none. */
function pageOf({ entity, entityId, action }: Change): string | null {
  if (action === 'deleted' || action === 'deleted for good') return null;
  const places: Partial<Record<Change['entity'], string>> = {
    conference: '/organize/conferences/',
    talk: '/organize/talks/',
    speaker: '/organize/speakers/',
    recording: '/organize/recordings/',
  };
  const place = places[entity];
  return place === undefined ? null : place + encodeURIComponent(entityId);
}
