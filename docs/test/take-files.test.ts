import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { takeFiles } from '../site/playground/page/take-files.ts';

const test = suite('files of the playground');

/** Returns what is opened when a file is chosen. */
function opened(file: File): Promise<string> {
  const area = new EventTarget() as HTMLElement;
  const input = Object.assign(new EventTarget(), { files: [file], value: file.name }) as unknown as HTMLInputElement;
  return new Promise((done) => {
    takeFiles(area, input, done);
    input.dispatchEvent(new Event('change'));
  });
}

const encoded = (...bytes: number[]): File => new File([new Uint8Array(bytes)], 'a.json');

/** A file that was deleted after it had been chosen; browsers answer in the same way for a folder. */
const gone = Object.assign(new File([], 'a.json'), {
  arrayBuffer: () => Promise.reject(new DOMException('A requested file or directory could not be found')),
});

const cases: [what: string, file: File, text: string | RegExp][] = [
  ['UTF-8', encoded(0xc3, 0xa9), 'é'],
  ['UTF-16, the greater byte first', encoded(0xfe, 0xff, 0x00, 0xe9), 'é'],
  ['UTF-16, the lesser byte first', encoded(0xff, 0xfe, 0xe9, 0x00), 'é'],
  ['more than the most', new File([new Uint8Array(16 * 1024 * 1024 + 1)], 'a.json'), /has 16777217 bytes/],
  ['one that is gone', gone, /^a\.json cannot be read/],
];

for (const [what, file, text] of cases) {
  test(what, async () => {
    const got = await opened(file);
    if (typeof text === 'string') assert.is(got, text);
    else assert.match(got, text);
  });
}

test.run();
