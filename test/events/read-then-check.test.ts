/**
 * Read, then check: whatever is wrong with the form of a text counts along every public path. In every example message
 * every name is misspelt, every element that there may be once is doubled, and every number and boolean put in quotes.
 *
 * A place that occurs several times in a message is tried once, along `is` of the event and one other path: of all these
 * paths another one each time.
 * `FULL=1 node --import tsx test/events/read-then-check.test.ts` tries everything and prints the figures.
 */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import * as base from 'careconnect-ems/base';
import * as careconnect from 'careconnect-ems/careconnect';
import { check as checkAny } from 'careconnect-ems/check';
import * as ems from 'careconnect-ems/ems';
import { fromJson } from 'careconnect-ems/json';
import { isFault, type CheckOptions, type Issue, type StandardSchema } from 'careconnect-ems/runtime';
import { fromXml, toXml } from 'careconnect-ems/xml';
import { runInProcess } from '../commands/run-command.ts';
import { events, type Event } from '../support/event-messages.ts';
import { examples, messages } from '../support/examples.ts';
import { jsonMisreadings, xmlMisreadings, type Misreading } from '../support/misreadings.ts';

const isFull = process.env['FULL'] === '1';

/** A public path that says whether a value is valid. */
type Path = (value: unknown) => boolean;

interface MessageEvent extends Event {
  readonly schema: StandardSchema<unknown>;
}

const sound = (issues: readonly Issue[]): boolean => !issues.some(isFault);

function reads(event: Event, message: unknown): boolean {
  // Of a text that could not be read there is nothing: what finds the parts of no message finds none.
  if (message === undefined) return false;
  try {
    event.read(message as never);
    return true;
  } catch {
    return false;
  }
}

/** The paths that judge a whole message. */
function messagePaths(event: MessageEvent): Record<string, Path> {
  const both = (['publish', 'receive'] as const).map((direction): CheckOptions => ({ direction }));
  return {
    is: (value) => event.is(value),
    check: (value) => event.check(value).valid,
    ...Object.fromEntries(both.map((options) => [`is, ${options.direction}`, (value) => event.is(value, options)])),
    ...Object.fromEntries(
      both.map((options) => [`check, ${options.direction}`, (value) => event.check(value, options).valid]),
    ),
    schema: (value) => !('issues' in event.schema['~standard'].validate(value)),
    ...Object.fromEntries(
      (['base', 'profile', 'event'] as const).map((rules) => [
        `check of all, ${rules}`,
        (value: unknown) => sound(checkAny(value, { rules })),
      ]),
    ),
  };
}

/** The paths that lead through what a package knows of a type of resource. */
function typePaths(family: object, name: string, type: string): Record<string, Path> {
  const face = <Face>(prefix: string): Face => Reflect.get(family, `${prefix}${type}`) as Face;
  const [is, check] = [face<Path | undefined>('is'), face<(value: unknown) => readonly Issue[]>('check')];
  if (!is) return {};
  const demand = face<(value: unknown) => void>('assert');
  return {
    [`${name}: is${type}`]: is,
    [`${name}: check${type}`]: (value) => sound(check(value)),
    [`${name}: assert${type}`](value) {
      try {
        demand(value);
        return true;
      } catch {
        return false;
      }
    },
  };
}

/** The paths that judge a resource of a type. */
const pathsOfType = new Map<string, Record<string, Path>>();
function resourcePaths(type: string): Record<string, Path> {
  const known = pathsOfType.get(type) ?? {
    ...typePaths(base, 'base', type),
    ...typePaths(careconnect, 'careconnect', type),
    ...typePaths(ems, 'ems', type),
  };
  pathsOfType.set(type, known);
  return known;
}

interface Read {
  readonly resource: unknown;
  /** What is judged: the message, or the resource of an entry. */
  readonly subject: (entry: number) => { readonly type: string; readonly value: unknown };
}

function read(format: 'xml' | 'json', text: string): Read {
  const { resource } = format === 'xml' ? fromXml(text) : fromJson(text);
  const entries = (resource as { entry?: readonly { resource?: { resourceType: string } }[] } | undefined)?.entry;
  return {
    resource,
    subject(entry) {
      const value = entries?.[entry]?.resource;
      return { type: value?.resourceType ?? '', value };
    },
  };
}

const tried = { texts: 0, verdicts: 0 };
const paths = new Set<string>();
/** Faults at places of a type of resource. */
const places = new Set<string>();

/** The paths along which a message is tried that was read from a text. */
function pathsOf(event: MessageEvent, format: 'xml' | 'json'): Record<string, Path> {
  const all = messagePaths(event);
  // A name that nobody knows is kept in JSON, and is for guards to find; nothing is lost.
  if (format === 'json') return all;
  return { ...all, read: (value) => reads(event, value), ...typePaths(base, 'base', 'Bundle') };
}

/** Tries a text along paths; returns those that call it valid. */
function accepting(all: Record<string, Path>, format: 'xml' | 'json', misreading: Misreading): string[] {
  const { fault, place, entry } = misreading;
  const { resource, subject } = read(format, misreading.text());
  const { type, value } = subject(entry);
  const candidates = [
    ...Object.entries(all).map(([name, path]) => ({ name, path, judged: resource })),
    ...Object.entries(resourcePaths(type)).map(([name, path]) => ({ name, path, judged: value })),
  ];
  const other = 1 + (tried.texts % (candidates.length - 1));
  const chosen = candidates.filter((_, index) => isFull || index === 0 || index === other);
  tried.texts++;
  tried.verdicts += chosen.length;
  for (const { name } of chosen) paths.add(name);
  places.add(`${format} ${fault} ${place}`);
  return chosen.flatMap(({ name, path, judged }) => (path(judged) ? name : []));
}

/** Every place once, unless all are wanted. */
function distinct(all: readonly Misreading[]): readonly Misreading[] {
  return isFull ? all : [...new Map(all.map((one) => [`${one.fault} ${one.place}`, one])).values()];
}

const test = suite('read, then check');

for (const [name, message] of Object.entries(messages)) {
  const code = examples[name]?.event;
  const event = Object.values(events).find((one) => one.event.code === code) as MessageEvent;
  const texts = { xml: toXml(message), json: JSON.stringify(message) };
  const faults = { xml: distinct(xmlMisreadings(texts.xml)), json: distinct(jsonMisreadings(texts.json)) };

  test(`${name} itself is valid along every path`, () => {
    for (const format of ['xml', 'json'] as const) {
      const { resource, subject } = read(format, texts[format]);
      const all = pathsOf(event, 'xml');
      const refusing = Object.entries(all).filter(([, path]) => !path(resource));
      for (const index of message.entry?.keys() ?? []) {
        const { type, value } = subject(index);
        assert.is(type, message.entry?.[index]?.resource?.resourceType);
        refusing.push(...Object.entries(resourcePaths(type)).filter(([, path]) => !path(value)));
      }
      assert.equal(
        refusing.map(([path]) => path),
        [],
      );
    }
  });

  for (const format of ['xml', 'json'] as const) {
    test(`${name} in ${format} with a fault of form is valid along no path`, () => {
      assert.ok(faults[format].length > 100, `there are only ${faults[format].length}`);
      const all = pathsOf(event, format);
      const wrong = faults[format].flatMap((one) =>
        accepting(all, format, one).map((path) => `${one.fault} ${one.place}: ${path}`),
      );
      assert.equal(wrong, []);
    });
  }

  test(`${name} with a fault of form fails validate, and each is printed once`, async () => {
    for (const format of ['xml', 'json'] as const) {
      const one = faults[format][name.length % faults[format].length] as Misreading;
      const { code: exit, stdout } = await runInProcess('.', ['validate', '--format', 'json', '-'], {
        stdin: [one.text()],
      });
      const [entry] = JSON.parse(stdout) as [{ valid: boolean; issues: object[] }];
      assert.equal([exit, entry.valid], [1, false], `${one.fault} ${one.place}`);
      const lines = entry.issues.map((issue) => JSON.stringify(issue));
      assert.equal(lines.length, new Set(lines).size, lines.join('\n'));
    }
  });
}

test('figures', () => {
  const figures = `${tried.texts} texts, ${tried.verdicts} verdicts along ${paths.size} paths, ${places.size} faults of places`;
  console.log(figures);
  assert.ok(tried.texts > 5000 && paths.size > 50, figures);
});

test.run();
