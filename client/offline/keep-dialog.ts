import { actionButton } from '../enhance/action-button.ts';
import { filled } from '../i18n/fill.ts';
import { formatOf } from '../i18n/format.ts';
import { liveMessages, pageLocale } from '../i18n/live.ts';
import { element } from '../player/views/element.ts';
import styles from './keep-dialog.module.css';
import { keepProgress } from './keep-progress.ts';
import { askForTalk, keepTalk, onKeepNews } from './keeper.ts';
import { type KeptTalk, readKept } from './kept-talk.ts';
import { isNoRoom } from './load-kept.ts';
import { askForChoices, isKeepable, type KeepChoice } from './plan-keep.ts';
import { startWorker } from './register.ts';

let dialog: { open(): void } | null = null;

/** Opens the dialog in which a talk is kept: quality and sizes before, progress meanwhile, removal after. */
export async function openKeepDialog(slug: string, onTalk: (talk: KeptTalk | null) => void): Promise<void> {
  dialog ??= makeDialog(slug, onTalk);
  dialog.open();
}

function makeDialog(slug: string, onTalk: (talk: KeptTalk | null) => void): { open(): void } {
  const words = liveMessages('offline');
  const body = element('div', { class: styles.body });
  const status = element('p', { class: styles.status, role: 'status' });
  const close = actionButton({ label: words.close, isQuiet: true }, () => panel.close());
  const panel = element('dialog', { class: styles.dialog, 'aria-labelledby': 'keep-title' }, [
    element('div', { class: styles.head }, [element('h2', { id: 'keep-title' }, [words.title]), close]),
    body,
    status,
  ]);
  document.body.append(panel);
  panel.addEventListener('click', (event) => event.target === panel && panel.close());

  const progress = keepProgress({ slug, className: styles.progress ?? '' });
  const fail = () => {
    status.textContent = words.failed;
  };

  const full = (missingBytes: number) => {
    status.textContent = filled(words.full, { size: formatOf(pageLocale()).size(missingBytes) });
  };

  const keep = async ({ name, sizeBytes }: KeepChoice) => {
    status.textContent = words.starting;
    body.inert = true;
    try {
      await startWorker();
      const talk = await askForTalk(slug);
      if (!talk || !isKeepable(talk.recording)) {
        status.textContent = words.gone;
        return;
      }
      await keepTalk(talk, name);
      status.textContent = '';
      close.focus();
    } catch (error) {
      if (isNoRoom(error)) full(Math.max(0, sizeBytes - ((await freeBytes()) ?? 0)));
      else fail();
    } finally {
      body.inert = false;
    }
  };

  const draw = async () => {
    const kept = await readKept(slug);
    if (kept) {
      body.replaceChildren(progress.part);
      progress.show({ slug, talk: kept, isWaiting: false, problem: null });
      return;
    }
    const talk = await askForTalk(slug);
    const room = await freeBytes();
    if (!talk || !isKeepable(talk.recording)) status.textContent = words.gone;
    else body.replaceChildren(choiceForm(await askForChoices(talk.recording), room, keep));
  };

  let isDrawnKept = false;
  onKeepNews((news) => {
    if (news.slug !== slug) return;
    onTalk(news.talk);
    const isKept = news.talk !== null;
    if (isKept !== isDrawnKept) void draw().catch(fail);
    isDrawnKept = isKept;
    progress.show(news);
    if (news.problem === 'gone') status.textContent = words.gone;
    if (news.problem === 'full') full(news.missingBytes ?? 0);
  });

  return {
    open() {
      status.textContent = '';
      panel.showModal();
      void readKept(slug).then((talk) => {
        isDrawnKept = talk !== null;
      });
      void draw().catch(fail);
    },
  };
}

/** The choice of a quality, each with its size. */
function choiceForm(
  choices: readonly KeepChoice[],
  roomBytes: number | null,
  keep: (choice: KeepChoice) => Promise<void>,
): HTMLElement {
  const words = liveMessages('offline');
  const format = formatOf(pageLocale());
  const fits = ({ sizeBytes }: KeepChoice) => roomBytes === null || sizeBytes < roomBytes;
  // The best picture up to 480p that there is room for: what a small screen shows.
  const pictures = choices.filter((choice) => choice.name !== 'sound' && fits(choice));
  const usual = pictures.filter(({ name }) => Number.parseInt(name, 10) <= 480).at(-1) ?? pictures[0];
  const preferred = usual ?? choices.find(fits) ?? choices[0];
  const problem = element('p', { class: styles.problem, id: 'keep-problem', role: 'alert' });
  const options = choices.map(({ name, sizeBytes }) =>
    element('label', { class: styles.choice }, [
      element('input', { type: 'radio', name: 'quality', value: name, checked: name === preferred?.name }),
      element('span', {}, [name === 'sound' ? words.sound : name]),
      element('small', {}, [format.size(sizeBytes)]),
    ]),
  );
  const start = element('button', { type: 'submit', class: 'action-button' }, [words.start]);
  const form = element('form', { class: styles.form }, [
    element('p', {}, [words.intro]),
    element('fieldset', { 'aria-describedby': 'keep-problem' }, [
      element('legend', {}, [words.quality]),
      ...options,
    ]),
    roomBytes === null
      ? ''
      : element('p', { class: styles.soft }, [filled(words.room, { size: format.size(roomBytes) })]),
    problem,
    start,
  ]);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const chosen = choices.find(({ name }) => name === new FormData(form).get('quality'));
    if (!chosen) return;
    if (fits(chosen)) return void keep(chosen);
    problem.textContent = filled(words.tooBig, {
      size: format.size(chosen.sizeBytes),
      room: format.size(roomBytes ?? 0),
    });
  });
  return form;
}

/** What the browser would still let us store; null where it does not say. */
async function freeBytes(): Promise<number | null> {
  const estimate = await navigator.storage?.estimate?.().catch(() => undefined);
  if (estimate?.quota === undefined || estimate.usage === undefined) return null;
  return Math.max(0, estimate.quota - estimate.usage);
}
