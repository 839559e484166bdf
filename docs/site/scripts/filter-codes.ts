/** Shows the field that searches in the codes of a value set. */
export function addFilters(): void {
  for (const input of document.querySelectorAll<HTMLInputElement>('[data-filter]')) {
    const rows = [...document.querySelectorAll<HTMLElement>(`#${input.dataset['filter']} tbody tr`)];
    const texts = rows.map((row) => row.textContent?.toLowerCase() ?? '');
    const line = input.closest<HTMLElement>('.filter');
    const output = line?.querySelector('output');
    input.addEventListener('input', () => {
      const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
      const isShown = texts.map((text) => words.every((word) => text.includes(word)));
      rows.forEach((row, at) => (row.hidden = isShown[at] !== true));
      if (output) output.textContent = words.length === 0 ? '' : `${isShown.filter(Boolean).length} of ${rows.length}`;
    });
    line?.classList.add('ready');
  }
}
