import { offerSuggestions } from './enhance/search-suggestions.ts';
import { offerThemeChoice } from './enhance/theme-choice.ts';

offerThemeChoice();
for (const form of document.querySelectorAll<HTMLFormElement>('form[data-suggest]')) offerSuggestions(form);
