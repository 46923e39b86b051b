import { takeLaterStyles } from './enhance/later-styles.ts';
import { offerSuggestions } from './enhance/search-suggestions.ts';
import { offerThemeChoice } from './enhance/theme-choice.ts';
import { showBegun } from './kept/begun.ts';
import { showMarks } from './kept/marks.ts';
import { workOffline } from './offline/register.ts';

takeLaterStyles();
offerThemeChoice();
for (const form of document.querySelectorAll<HTMLFormElement>('form[data-suggest]')) offerSuggestions(form);

showMarks();
const begun = document.querySelector<HTMLElement>('[data-begun-list]');
if (begun) showBegun(begun);
const keptPage = document.querySelector<HTMLElement>('[data-kept-page]');
if (keptPage) void import('./kept/page/kept-page.ts').then(({ fillKeptPage }) => fillKeptPage(keptPage));

const keptOffline = document.querySelector<HTMLElement>('[data-kept-offline]');
if (keptOffline) void import('./offline/list.ts').then(({ showKeptTalks }) => showKeptTalks(keptOffline));
workOffline();
