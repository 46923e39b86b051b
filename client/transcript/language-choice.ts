import type { CaptionKey } from '#server/contract/caption-keys.ts';
import { liveMessages, pageLanguage } from '../i18n/live.ts';
import { element } from '../player/views/element.ts';
import styles from './transcript-panel.module.css';

const storageKey = 'rostrum-transcript-language';

/** The choice among the languages of a transcript; not there while there is only one. */
export interface LanguageChoice {
  element: HTMLElement;
  /** Takes the tracks there are now; gives the one that is to be shown. */
  offer(tracks: readonly CaptionKey[]): CaptionKey | null;
}

/** Makes the choice: what was chosen last, else the reader's language, else the first there is. */
export function createLanguageChoice(onChoice: () => void): LanguageChoice {
  const select = element('select', {
    'aria-label': liveMessages('transcript').language,
    class: styles.languages,
  });
  const box = element('div', { hidden: true }, [select]);
  let offered = '';
  let chosen = remembered();
  select.addEventListener('change', () => {
    chosen = select.value;
    try {
      localStorage.setItem(storageKey, chosen);
    } catch {
      // Storage may be closed to us: it then lasts as long as the page.
    }
    onChoice();
  });
  return {
    element: box,
    offer(tracks) {
      const own = pageLanguage();
      const track =
        tracks.find(({ key }) => key === chosen) ??
        tracks.find(({ language }) => language === own || language?.startsWith(`${own}-`)) ??
        tracks[0] ??
        null;
      const options = JSON.stringify(tracks.map(({ key, label }) => [key, label]));
      if (options !== offered) {
        offered = options;
        select.replaceChildren(
          ...tracks.map(({ key, label, language }) =>
            element('option', { value: key, lang: language }, [label]),
          ),
        );
      }
      if (track) select.value = track.key;
      box.hidden = tracks.length < 2;
      return track;
    },
  };
}

function remembered(): string | null {
  try {
    return localStorage.getItem(storageKey);
  } catch {
    return null;
  }
}
