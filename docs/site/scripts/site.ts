/** What every page does with a script; all of it can be read without. */
import { addCopyButtons } from './copy-buttons.ts';
import { addThemeSwitch } from './theme-switch.ts';

addThemeSwitch();
addCopyButtons();
