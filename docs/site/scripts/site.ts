/** What every page does with a script; all of it can be read without. */
import { addCopyButtons } from './copy-buttons.ts';
import { addFilters } from './filter-codes.ts';
import { addSearch } from './search-button.ts';
import { showCurrentPage } from './show-current-page.ts';
import { addThemeSwitch } from './theme-switch.ts';

addSearch();
addThemeSwitch();
addCopyButtons();
addFilters();
showCurrentPage();
