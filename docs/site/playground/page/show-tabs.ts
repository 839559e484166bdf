import { byId } from './elements.ts';
import { views, type View } from './settings.ts';

/**
 * Makes the tabs work by mouse and by the arrow keys, as the ARIA pattern for tabs describes.
 *
 * @see https://www.w3.org/WAI/ARIA/apg/patterns/tabs/
 */
export function startTabs(onChange: (view: View) => void): void {
  for (const [at, view] of views.entries()) {
    const tab = byId(`tab-${view}`);
    tab.addEventListener('click', () => onChange(view));
    tab.addEventListener('keydown', (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      const next =
        step === undefined ? { Home: views[0], End: views.at(-1) }[event.key] : views.at((at + step) % views.length);
      if (next === undefined) return;
      event.preventDefault();
      onChange(next);
      byId(`tab-${next}`).focus();
    });
  }
}

/** Shows the panel of a view and hides the others. */
export function showTab(chosen: View): void {
  for (const view of views) {
    const tab = byId(`tab-${view}`);
    const isChosen = view === chosen;
    tab.setAttribute('aria-selected', String(isChosen));
    tab.tabIndex = isChosen ? 0 : -1;
    byId(`panel-${view}`).hidden = !isChosen;
  }
}
