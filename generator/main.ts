#!/usr/bin/env node
import { describeUnchanged } from './unchanged.js';

const unchanged = describeUnchanged(process.argv.slice(2));
if (unchanged === undefined) {
  const { main } = await import('./cli.ts');
  process.exitCode = await main(process.argv);
} else console.log(unchanged);
