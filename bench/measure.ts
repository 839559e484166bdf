/** Timing of small functions on a machine that is also busy with other work. */

/**
 * A function to be timed: takes the value of a round, and returns a result so that the engine cannot optimise its work
 * away.
 */
export type Task<Value> = (value: Value) => unknown;

/** Median microseconds per call, by name of the task. */
export type Times = Readonly<Record<string, number>>;

const rounds = 120;
const warmUp = 40;

/**
 * Times tasks over the values that `prepare` makes for each round and task. The tasks take turns, so that other work on
 * the machine affects all of them alike, and the median ignores the rounds that were disturbed.
 */
export function measure<Value>(tasks: Readonly<Record<string, Task<Value>>>, prepare: () => readonly Value[]): Times {
  const samples = new Map<string, number[]>(Object.keys(tasks).map((name) => [name, []]));
  for (let round = -warmUp; round < rounds; round++) {
    for (const [name, task] of Object.entries(tasks)) {
      const microseconds = timeOnce(task, prepare());
      if (round >= 0) samples.get(name)?.push(microseconds);
    }
  }
  return Object.fromEntries([...samples].map(([name, times]) => [name, median(times)]));
}

let sink: unknown;

function timeOnce<Value>(task: Task<Value>, values: readonly Value[]): number {
  const start = performance.now();
  for (let i = 0; i < values.length; i++) sink = task(values[i] as Value);
  return ((performance.now() - start) * 1000) / values.length;
}

/** Returns the result of the last call, so that calls are not optimised away. */
export function lastResult(): unknown {
  return sink;
}

function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? NaN;
}
