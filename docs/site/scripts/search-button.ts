import { openSearch } from '../search/search-dialog.ts';

/** Shows the button that opens the search, which the keys / and Ctrl+K do too. */
export function addSearch(): void {
  const button = document.querySelector<HTMLButtonElement>('#search-open');
  if (!button) return;
  button.addEventListener('click', openSearch);
  document.addEventListener('keydown', (event) => {
    const isKey = event.key === 'k' && (event.ctrlKey || event.metaKey);
    if (!isKey && (event.key !== '/' || isInField(event.target))) return;
    event.preventDefault();
    openSearch();
  });
  button.hidden = false;
}

function isInField(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && (target.isContentEditable || /^(?:INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}
