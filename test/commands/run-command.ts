import { Writable } from 'node:stream';

/** The commands as they are published, in few files: the modules of the package one by one take ten times as long to load. */
const commands = new URL('../../generated/dist/cli/commands.js', import.meta.url).href;
const { runCommand } = (await import(commands)) as typeof import('../../sdk/commands.ts');

export interface CommandOutcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  /** Both, as a terminal shows them. */
  readonly both: string;
}

export interface CommandSetting {
  readonly stdin?: Iterable<Uint8Array | string>;
  readonly env?: Readonly<Record<string, string>>;
  /** Whether the outputs are terminals. */
  readonly isTTY?: boolean;
}

/** Runs a command in this process, in a folder, and catches what it prints. */
export async function runInProcess(
  folder: string,
  args: readonly string[],
  { stdin = [], env = {}, isTTY = false }: CommandSetting = {},
): Promise<CommandOutcome> {
  const cwd = process.cwd();
  const both: string[] = [];
  const stdout = collector(isTTY, both);
  const stderr = collector(isTTY, both);
  process.chdir(folder);
  try {
    const io = { stdin: toAsync(stdin), stdout: stdout.output, stderr: stderr.output, env };
    const code = await runCommand(['node', 'careconnect-ems', ...args], io);
    return { code, stdout: stdout.text(), stderr: stderr.text(), both: both.join('') };
  } finally {
    process.chdir(cwd);
  }
}

function collector(isTTY: boolean, both: string[]): { readonly output: Writable; text(): string } {
  const chunks: string[] = [];
  const output = new Writable({
    decodeStrings: false,
    write(chunk: string, _encoding, done) {
      chunks.push(chunk);
      both.push(chunk);
      done();
    },
  });
  return { output: Object.assign(output, { isTTY }), text: () => chunks.join('') };
}

async function* toAsync<Item>(items: Iterable<Item>): AsyncGenerator<Item> {
  yield* items;
}
