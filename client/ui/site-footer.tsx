import { uiLanguages } from '#server/contract/languages.ts';
import { paths } from '#server/contract/paths.ts';
import { allWords } from '../i18n/all-words.ts';
import { useReader } from '../i18n/reader.tsx';
import { inLanguage } from './location.ts';
import { Mark } from './mark.tsx';
import s from './site-footer.module.css';

/** The foot of every page: language and light, and who answers for the portal. */
export function SiteFooter() {
  const { m, site, language, location } = useReader();
  const themes = [
    ['auto', m.themeAuto],
    ['light', m.themeLight],
    ['dark', m.themeDark],
  ] as const;
  return (
    <footer className={`${s.footer} no-print`}>
      <div className={`wrap ${s.inner}`}>
        <div className={s.choices}>
          <nav className={s.choice} aria-label={m.languageChoice}>
            {uiLanguages.map((tag) => (
              <a
                key={tag}
                href={inLanguage(location, tag)}
                lang={tag}
                hrefLang={tag}
                rel="nofollow"
                aria-current={tag === language ? 'true' : undefined}
              >
                {allWords[tag].language.name}
              </a>
            ))}
          </nav>
          <fieldset className={`${s.choice} needs-js`}>
            <legend>{m.theme}</legend>
            {themes.map(([value, label]) => (
              <label key={value}>
                <input type="radio" name="theme" value={value} defaultChecked={value === 'auto'} />
                <span>{label}</span>
              </label>
            ))}
          </fieldset>
        </div>
        <div className={s.about}>
          <p className={s.powered}>
            <Mark className={s.mark} />
            {m.poweredBy}
          </p>
          <ul className={s.links}>
            {site.hasImprint ? (
              <li>
                <a href={paths.imprint()}>{m.imprint}</a>
              </li>
            ) : null}
            <li>
              <a href={paths.privacy()}>{m.privacy}</a>
            </li>
            {site.hasContact ? (
              <li>
                <a href={paths.contact()}>{m.contact}</a>
              </li>
            ) : null}
          </ul>
        </div>
      </div>
    </footer>
  );
}
