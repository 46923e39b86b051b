import type { UiLanguage } from '#server/contract/languages.ts';

const withNote: Readonly<Record<UiLanguage, (label: string) => string>> = {
  en: (label) => `${label} (automatic)`,
  ru: (label) => `${label} (автоматически)`,
  ja: (label) => `${label}（自動）`,
};

/** What captions that a transcriber wrote are called, for a reader: “Deutsch (automatic)”. */
export function machineLabel(label: string, reader: UiLanguage): string {
  return withNote[reader](label);
}
