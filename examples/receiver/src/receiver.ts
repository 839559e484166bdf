import type { CheckingPool } from './checking/pool.ts';
import type { Delivery, Inbox } from './delivery.ts';
import type { Assessed, Outcome, Store } from './store/store.ts';

/** What is committed together: one wait for the disk for all of them. */
const BATCH = 50;

/** Writes a line of the log. It is given no value of any message. */
export type Log = (line: string) => void;

interface Taken extends Assessed {
  readonly name: string;
}

/** Stores all that waits in the inbox, and gives the number of deliveries that left it. */
export async function receiveAll(inbox: Inbox, pool: CheckingPool, store: Store, log: Log): Promise<number> {
  const names = await inbox.list();
  const batches = Array.from({ length: Math.ceil(names.length / BATCH) }, (_, i) =>
    names.slice(i * BATCH, (i + 1) * BATCH),
  );
  let settled = 0;
  let next = takeAll(batches.shift() ?? []);
  while (true) {
    const taken = await next;
    const following = batches.shift();
    // The threads check the next batch while this one is committed.
    next = takeAll(following ?? []);
    settled += await settle(taken);
    if (!following) return settled;
  }

  async function takeAll(batch: readonly string[]): Promise<Taken[]> {
    const taken = await Promise.all(batch.map(take));
    return taken.filter((one) => one !== undefined);
  }

  async function take(name: string): Promise<Taken | undefined> {
    try {
      const delivery = await inbox.take(name);
      return delivery && { name, delivery, assessment: await assessDelivery(pool, delivery) };
    } catch (error) {
      // It stays in the inbox, and the others go on.
      log(`${name}: not taken: ${(error as Error).message}`);
      return undefined;
    }
  }

  async function settle(taken: readonly Taken[]): Promise<number> {
    const outcomes = await store.settle(taken);
    for (const [i, one] of taken.entries()) log(lineOf(one, outcomes[i] as Outcome));
    // Only now: whatever happens before, the inbox gives the delivery again.
    await Promise.all(taken.map(({ name }) => inbox.acknowledge(name)));
    return taken.length;
  }
}

/** What is to be stored of a delivery, whether there is a message in it or not. */
export async function assessDelivery(pool: CheckingPool, { body, trouble }: Delivery): Promise<Assessed['assessment']> {
  if (trouble === undefined) return pool.assess(body);
  return { accepted: false, messageId: undefined, code: undefined, problems: trouble };
}

/** A line of the log about a delivery: of one that is refused no code and no id, which may be anything. */
export function lineOf({ delivery, assessment }: Assessed, outcome: Outcome): string {
  if (!assessment.accepted) {
    const problems = assessment.problems.split('\n');
    const first = problems.find((problem) => /^(error|fatal)/.test(problem)) ?? problems[0];
    return `${outcome}: delivery ${delivery.id}: ${first}`;
  }
  return `${outcome}: delivery ${delivery.id}: ${assessment.event} ${assessment.type}, message ${assessment.messageId}`;
}
