/** Shows the button that changes between light and dark, and remembers what was chosen. */
export function addThemeSwitch(): void {
  const button = document.querySelector<HTMLButtonElement>('#theme-switch');
  if (!button) return;
  const prefersDark = matchMedia('(prefers-color-scheme: dark)');
  const isDark = (): boolean => {
    const { theme } = document.documentElement.dataset;
    return theme === undefined ? prefersDark.matches : theme === 'dark';
  };
  const show = (): void => {
    button.textContent = isDark() ? 'Light' : 'Dark';
    button.setAttribute('aria-label', isDark() ? 'Change to light colours' : 'Change to dark colours');
  };
  button.addEventListener('click', () => {
    const theme = isDark() ? 'light' : 'dark';
    document.documentElement.dataset['theme'] = theme;
    try {
      localStorage.setItem('theme', theme);
    } catch {
      // Storage may be forbidden; the choice then holds for this page.
    }
    show();
  });
  prefersDark.addEventListener('change', show);
  show();
  button.hidden = false;
}
