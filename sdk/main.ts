#!/usr/bin/env node
import * as modules from 'node:module';
import type { Io } from './io.ts';

// Newer versions of Node keep compiled code from one run to the next; without it, starting takes a little longer.
if ('enableCompileCache' in modules && typeof modules.enableCompileCache === 'function') modules.enableCompileCache();
const { runCommand } = await import('./commands.ts');

// Whoever reads may have seen enough.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

/** Node makes a stream when it is first asked for, which takes longer than to check a file. */
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
