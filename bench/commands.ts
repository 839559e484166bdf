import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { toXml } from 'careconnect-ems/xml';

/** Duration of the command `validate` from start to end, in milliseconds. */
export interface CommandTiming {
  /** `node -e 0` */
  readonly node: number;
  readonly oneFile: number;
  readonly manyFiles: number;
  /** Number of files in the folder. */
  readonly count: number;
  /** Files per second, not counting the start of Node. */
  readonly perSecond: number;
}

const command = fileURLToPath(new URL('../generated/dist/cli/main.js', import.meta.url));
const examples = fileURLToPath(new URL('../test/events/messages/', import.meta.url));
const count = 2000;

/** Times the built command on one XML message and on a folder of messages, alternating with `node -e 0`. */
export function measureCommands(): CommandTiming {
  const folder = mkdtempSync(join(tmpdir(), 'careconnect-bench-'));
  try {
    const files = readdirSync(examples).filter((file) => file.endsWith('.json'));
    const texts = files.map((file) => toXml(JSON.parse(readFileSync(join(examples, file), 'utf8')), { pretty: true }));
    for (let at = 0; at < count; at++) writeFileSync(join(folder, `${at}.xml`), texts[(at * 29) % texts.length] ?? '');
    const [node, oneFile] = shortest(11, ['-e', '0'], [command, 'validate', join(folder, '0.xml')]);
    const [manyFiles] = shortest(3, [command, 'validate', folder]);
    return { node, oneFile, manyFiles, count, perSecond: (count / (manyFiles - node)) * 1000 };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Returns the shortest of several runs of each command line, because anything else on the machine only adds time. The
 * command lines take turns.
 */
function shortest<Lines extends readonly string[][]>(runs: number, ...lines: Lines): { [At in keyof Lines]: number } {
  const times = lines.map(() => Infinity);
  for (let run = 0; run < runs; run++) {
    for (const [at, line] of lines.entries()) {
      const start = performance.now();
      const { status, stderr } = spawnSync(process.execPath, line, { encoding: 'utf8', maxBuffer: 2 ** 30 });
      if (status !== 0) throw new Error(`node ${line.join(' ')} ended with ${status}: ${stderr}`);
      times[at] = Math.min(times[at] ?? Infinity, performance.now() - start);
    }
  }
  return times as { [At in keyof Lines]: number };
}
