import { rename, writeFile } from 'node:fs/promises';

/** Writes a file beside its place and moves it there, so that a reader never finds half of it. */
export async function replaceFile(file: string, text: string): Promise<void> {
  const temporary = `${file}.${process.pid}.tmp`;
  await writeFile(temporary, text);
  await rename(temporary, file);
}
