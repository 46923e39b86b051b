import type { LoudnessReport } from '#server/contract/wire.ts';
import s from './loudness.module.css';
import { type Organizer, useOrganizer } from './organizer.tsx';

/** What was measured of a sound track before and after, and what was done about it. */
export function Loudness({ report }: { report: LoudnessReport }) {
  const organizer = useOrganizer();
  const { m, format } = organizer;
  const { before, after, method, note } = report;
  const rows = [
    [m.integrated, 'integratedLufs', 'LUFS'],
    [m.truePeak, 'truePeakDbtp', 'dBTP'],
    [m.range, 'rangeLu', 'LU'],
  ] as const;
  const cell = (value: number | undefined, unit: 'LUFS' | 'dBTP' | 'LU') =>
    value === undefined ? m.notMeasured : format.level(value, unit);
  return (
    <div data-method={method}>
      <p className={method === 'failed' ? s.failed : s.done} role={method === 'failed' ? 'note' : undefined}>
        {method === 'failed' ? <WarningSign /> : null}
        <span>
          {whatWasDone(report, organizer)}
          {note === null ? null : (
            <>
              {' '}
              <span lang="en">{note}</span>
            </>
          )}
        </span>
      </p>
      {before === null && after === null ? null : (
        <table className={s.table}>
          <thead>
            <tr>
              <th scope="col">{m.measured}</th>
              <th scope="col">{m.before}</th>
              <th scope="col">{m.after}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(([name, key, unit]) => (
              <tr key={key}>
                <th scope="row">{name}</th>
                <td>{cell(before?.[key], unit)}</td>
                <td>{cell(after?.[key], unit)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </div>
  );
}

function whatWasDone({ method, gainDb }: LoudnessReport, { m, format }: Organizer): string {
  if (method === 'failed') return m.measurementFailed;
  if (method === 'untouched') return m.untouched;
  const isLimited = method === 'limited';
  const gain = format.level(Math.abs(gainDb ?? 0), 'dB');
  if (Math.abs(gainDb ?? 0) < 0.05 && !isLimited) return m.unchanged;
  if ((gainDb ?? 0) < 0) return isLimited ? m.loweredLimited(gain) : m.lowered(gain);
  return isLimited ? m.raisedLimited(gain) : m.raised(gain);
}

function WarningSign() {
  return (
    <svg viewBox="0 0 16 16" width="18" height="18" aria-hidden="true" focusable="false">
      <path
        d="M8 1.2 15.2 14H.8zm-.8 4.600v4h1.600v-4zm0 5v1.600h1.600v-1.600z"
        fill="currentColor"
        fillRule="evenodd"
      />
    </svg>
  );
}
