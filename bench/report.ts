import type { Report } from './run.ts';
import type { Timing } from './timings.ts';
import type { CommandTiming } from './commands.ts';
import type { MixedGuardTiming } from './mixed-timing.ts';
import type { Times } from './measure.ts';

/** Prints the measurements as tables of text. */
export function printReport({
  node,
  ajv,
  mixedGuards,
  timings,
  xml,
  mixedXml,
  commands,
  sizes,
  compiling,
}: Report): void {
  console.log(`Node ${node.slice(1)}, ajv ${ajv} with a schema of the structure alone\n`);
  for (const timing of mixedGuards) console.log(`${mixedOf(timing)}\n`);
  for (const timing of timings) console.log(`${timesOf(timing)}\n`);
  console.log(`${againstFirst(`Reading XML, ${xml.length} characters`, xml.reading)}\n`);
  console.log(`${againstFirst('Writing it', xml.writing)}\n`);
  const { messages, length, notes, times } = mixedXml;
  const mixed = `${messages} messages in turn, ${length} characters of XML and ${notes.toFixed(1)} notes each`;
  console.log(`${againstFirst(mixed, times)}\n`);
  console.log(`${commandsOf(commands)}\n`);
  const bytes = sizes.map(({ name, minified, gzipped }) => [name, String(minified), String(gzipped)]);
  console.log(`${table([['Bundled for a browser', 'min B', 'min+gz B'], ...bytes])}\n`);
  console.log(
    table([
      ['Ten builders, compiled', ''],
      ['instantiations', String(compiling.instantiations)],
      ['seconds of checking', compiling.seconds.toFixed(2)],
    ]),
  );
}

function timesOf({ type, length, notes, parse, warm, fresh }: Timing): string {
  const row = (name: string, time = NaN): string[] => [name, time.toFixed(2), (time / parse).toFixed(2)];
  return table([
    [`${type}, ${length} characters, ${notes} issue${notes === 1 ? '' : 's'} without fault`, 'µs', '× parse'],
    row('JSON.parse', parse),
    ...Object.entries(warm).map(([name, time]) => row(`${name}, same object`, time)),
    ...Object.entries(fresh).map(([name, time]) => row(`${name}, just parsed`, time)),
  ]);
}

function mixedOf({ which, messages, parse, warm, fresh, starts, load }: MixedGuardTiming): string {
  const row = (name: string, time: number): string[] => [name, time.toFixed(1), (time / parse).toFixed(2)];
  return table([
    [`${which}, ${messages} messages of all events in turn`, 'µs', '× parse'],
    row('JSON.parse', parse),
    row('steady', warm),
    row('steady, just parsed', fresh),
    ...starts.map(({ count, total }) => row(`the first ${count} of a process`, (total / count) * 1000)),
    ['loading all events, ms', load.toFixed(0), ''],
  ]);
}

function commandsOf({ node, oneFile, manyFiles, count, perSecond }: CommandTiming): string {
  const row = (name: string, time: number, rate = ''): string[] => {
    return [name, time.toFixed(0), (time / node).toFixed(2), rate];
  };
  return table([
    ['The command, from start to end', 'ms', '× node -e 0', 'files a second'],
    row('node -e 0', node),
    row('validate, one file of XML', oneFile),
    row(`validate, ${count} files`, manyFiles, perSecond.toFixed(0)),
  ]);
}

/** Prints times relative to the first of them. */
function againstFirst(title: string, times: Times): string {
  const [[first, floor] = ['', NaN]] = Object.entries(times);
  const rows = Object.entries(times).map(([name, time]) => [name, time.toFixed(1), (time / floor).toFixed(2)]);
  return table([[title, 'µs', `× ${first}`], ...rows]);
}

/** Aligns the first column to the left, numbers to the right. */
function table(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  return rows
    .map((row) =>
      row
        .map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart((widths[column] ?? 0) + 2)))
        .join(''),
    )
    .join('\n');
}
