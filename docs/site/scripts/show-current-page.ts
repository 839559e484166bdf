/** Scrolls the navigation beside the page so far that it shows where the page is, and the page itself not at all. */
export function showCurrentPage(): void {
  const side = document.querySelector<HTMLElement>('.side');
  const current = side?.querySelector<HTMLElement>('.side-full [aria-current]');
  if (!side || !current) return;
  const below = current.getBoundingClientRect().bottom - side.getBoundingClientRect().bottom;
  if (below > 0) side.scrollTop += below + side.clientHeight / 2;
}
