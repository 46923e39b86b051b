import { useReader } from '../i18n/reader.tsx';
import s from './text-page.module.css';

/** What readers without a line are shown: the talks that they keep. A script lists them. */
export function OfflinePage() {
  const { m, words } = useReader();
  return (
    <div className="wrap">
      <h1 className={s.title}>{m.offlineTitle}</h1>
      <div className={s.text}>
        <p>{m.offlineText}</p>
        <h2 className="visually-hidden">{words.live.offline.listTitle}</h2>
        <div data-kept-offline />
      </div>
    </div>
  );
}
