import { main } from '../../generator/cli.ts';

export interface CliOutcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the command line in this process, in a folder, and catches what it prints. */
export async function runCli(folder: string, ...args: string[]): Promise<CliOutcome> {
  const { log, error } = console;
  const cwd = process.cwd();
  const out: string[] = [];
  const err: string[] = [];
  console.log = (...parts: unknown[]) => void out.push(`${parts.join(' ')}\n`);
  console.error = (...parts: unknown[]) => void err.push(`${parts.join(' ')}\n`);
  process.chdir(folder);
  try {
    const code = await main(['node', 'careconnect-codegen', ...args]);
    return { code, stdout: out.join(''), stderr: err.join('') };
  } finally {
    process.chdir(cwd);
    Object.assign(console, { log, error });
  }
}

/** A configuration for the fictional publisher; `more` replaces what is not as wanted. */
export function configText(more: object = {}): string {
  return JSON.stringify({
    package: { name: 'acme-messages', version: '0.0.0', description: 'Acme messages.', fields: { license: 'MIT' } },
    profiles: ['profiles'],
    out: 'out',
    naming: { families: [{ subpath: 'acme', base: 'https://acme.example/fhir', prefix: 'Acme-' }] },
    ...more,
  });
}
