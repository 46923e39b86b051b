import { languageLabel } from '../captions/caption-files.ts';

const notes: Readonly<Record<string, string>> = {
  en: '(automatic)',
  ru: '(автоматически)',
  ja: '（自動）',
  de: '(automatisch)',
  fr: '(automatique)',
  es: '(automático)',
};

/** What a track that a machine wrote is called, in its own language: “Русский (автоматически)”. */
export function machineLabel(language: string | null): string {
  const note = notes[language?.split('-')[0] ?? 'en'] ?? '(automatic)';
  return note.startsWith('（') ? `${languageLabel(language)}${note}` : `${languageLabel(language)} ${note}`;
}
