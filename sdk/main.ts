#!/usr/bin/env node
import type { Io } from './io.ts';

// What Node loads here counts on every run: a module of its own or a stream takes longer than to check a file.
// Newer versions keep compiled code from one run to the next, which older ones need not be asked about.
if (!process.version.startsWith('v20.')) {
  const modules = await import('node:module');
  if ('enableCompileCache' in modules && typeof modules.enableCompileCache === 'function') modules.enableCompileCache();
}
const { runCommand } = await import('./commands.ts');

// Whoever reads may have seen enough.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

const io: Io = {
  get stdin() {
    return process.stdin;
  },
  stdout: process.stdout,
  get stderr() {
    return process.stderr;
  },
  env: process.env,
  // As it is called in the package.
  thread: new URL('thread.js', import.meta.url),
};
process.exitCode = await runCommand(process.argv, io);
