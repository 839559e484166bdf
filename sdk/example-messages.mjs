/**
 * Makes the messages that `new` prints: those of `examples/`, with ids and a time that are the same in every build.
 */
import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const examples = new URL('../examples/', import.meta.url);

/**
 * Returns a message for each kind and case that the examples have, as JSON text. Throws if one of them is not valid.
 *
 * @param {readonly import('esbuild').Plugin[]} plugins what finds the sources of the package
 * @returns {Promise<string>}
 */
export async function exampleMessages(plugins) {
  const modules = readdirSync(examples)
    .filter((file) => file.endsWith('.ts'))
    .sort();
  const { outputFiles } = await build({
    stdin: {
      contents: [
        `export { receive } from 'careconnect-ems/receive';`,
        ...modules.map((file, index) => `export * as module${index} from './${file}';`),
      ].join('\n'),
      resolveDir: fileURLToPath(examples),
    },
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20.19',
    plugins: [...plugins],
    logLevel: 'warning',
    write: false,
  });
  const source = outputFiles[0]?.text ?? '';
  const { receive, ...made } = await import(`data:text/javascript;base64,${Buffer.from(source).toString('base64')}`);
  const functions = Object.values(made).flatMap((module) => Object.entries(module));
  return JSON.stringify(firstOfEach(functions.filter(([, make]) => typeof make === 'function').map(messageFrom)));

  /** @param {[name: string, make: unknown]} example */
  function messageFrom([name, make]) {
    const built = /** @type {(options: object) => unknown} */ (make)({ now });
    const message = JSON.parse(withSteadyIds(JSON.stringify(built), name));
    const { valid, event, type, content, describe } = receive(message, { direction: 'publish' });
    if (!valid) throw new Error(`The example ${name} is not a valid message:\n${describe()}`);
    return { event, type, ...('case' in content && { case: content.case }), message };
  }
}

/** In universal time, whatever the zone of the machine. */
function now() {
  const date = new Date('2026-07-01T12:00:00.000Z');
  date.getTimezoneOffset = () => 0;
  return date;
}

/**
 * The text with UUIDs that depend on the example alone: its own differ from build to build, as it makes some when it is loaded.
 *
 * @param {string} text
 * @param {string} name of the example
 */
export function withSteadyIds(text, name) {
  /** @type {Map<string, string>} */
  const ids = new Map();
  return text.replace(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, (id) => {
    const steady = ids.get(id) ?? uuidOf(`${name} ${ids.size}`);
    ids.set(id, steady);
    return steady;
  });
}

/** @param {string} text */
function uuidOf(text) {
  const digits = createHash('sha256').update(text).digest('hex');
  // The version and the variant of a random UUID, which receivers may check.
  return digits.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, '$1-$2-4$3-8$4-$5');
}

/**
 * Of several messages of one kind and case the first: of a name and a longer one that begins with it, the shorter.
 *
 * @param {readonly { event: string, type: string, case?: string }[]} messages
 */
function firstOfEach(messages) {
  const keys = messages.map((one) => `${one.event} ${one.type} ${one.case ?? ''}`);
  return messages.filter((_, index) => keys.indexOf(/** @type {string} */ (keys[index])) === index);
}
