/** Files larger than this are not opened: readers refuse texts of more than 3 MiB, and faulty ones may be a little longer. */
const mostBytes = 16 * 1024 * 1024;

/**
 * Opens a file that is chosen, or dropped on an area; of one that cannot be read, the reason. A file of UTF-16 says so by
 * its first bytes.
 */
export function takeFiles(area: HTMLElement, input: HTMLInputElement, open: (text: string) => void): void {
  const take = (file: File | undefined): void => {
    if (file) void read(file).then(open);
  };
  input.addEventListener('change', () => {
    take(input.files?.[0]);
    // The same file may be chosen again after it has changed.
    input.value = '';
  });
  area.addEventListener('dragover', (event) => {
    event.preventDefault();
    area.classList.add('dropping');
  });
  for (const end of ['dragleave', 'drop'] as const) area.addEventListener(end, () => area.classList.remove('dropping'));
  // Before the editor, which would insert the file at the cursor.
  area.addEventListener(
    'drop',
    (event) => {
      const file = event.dataTransfer?.files[0];
      if (!file) return;
      event.preventDefault();
      event.stopPropagation();
      take(file);
    },
    { capture: true },
  );
}

async function read(file: File): Promise<string> {
  if (file.size > mostBytes)
    return `This file has ${file.size} bytes. The playground opens files of up to ${mostBytes}.`;
  try {
    return decode(new Uint8Array(await file.arrayBuffer()));
  } catch {
    // Browsers give a dropped folder as a file, and notice only now that one has been changed, moved or deleted.
    return `${file.name} cannot be read: it is a folder, or has changed since it was chosen.`;
  }
}

function decode(bytes: Uint8Array): string {
  const [first, second] = bytes;
  const encoding =
    first === 0xfe && second === 0xff ? 'utf-16be' : first === 0xff && second === 0xfe ? 'utf-16le' : 'utf-8';
  return new TextDecoder(encoding).decode(bytes);
}
