/**
 * Writes the constants of the built value sets as rows of text. In the source each is an object, as a reader looks it up
 * and as its type is written; in a bundle that holds a builder, their names and punctuation would be half of it.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { pathToFileURL } from 'node:url';

/** @typedef {{ system?: string, code: string, display?: string }} Concept */
/** @typedef {(...parts: readonly (readonly [system: string | undefined, rows: string])[]) => Record<string, Concept>} Constants */
/** @typedef {(display: string, most?: number) => string} ConstantName */

/** A constant for each code system, and the object with the constants of the codes. */
const SYSTEM = /^const (\w+) = ('[^'\\\n]*');$/gm;
const CONSTANTS = /^export const (\w+) = \{\n[^]*?^\};$/m;
const IMPORT = "import { constants } from '#runtime/build/constants.js';";
/** What rows cannot hold. */
const UNWRITABLE = /[|\n]/;

/**
 * Rewrites the value sets of a built package.
 *
 * @param {string} dist
 */
export async function writeDenseValueSets(dist) {
  const names = existing(dist).filter((path) => /(?:^|[\\/])value-sets[\\/][^\\/]+\.js$/.test(path));
  if (names.length === 0) return;
  const { constants, constantName } = await import(pathToFileURL(join(dist, 'runtime/build/constants.js')).href);
  for (const name of names) {
    const path = join(dist, name);
    const text = readFileSync(path, 'utf8');
    const dense = denseValueSet(text, constants, constantName);
    if (dense !== text) writeFileSync(path, dense);
  }
}

/** @param {string} dist */
function existing(dist) {
  return readdirSync(dist, { recursive: true }).map(String).sort();
}

/**
 * Returns the module of a value set with rows in place of its constants; as it is, if they cannot be written so.
 *
 * @param {string} text
 * @param {Constants} constants
 * @param {ConstantName} constantName
 */
export function denseValueSet(text, constants, constantName) {
  const systems = [...text.matchAll(SYSTEM)].map(([line, name = '', url = '']) => ({
    line,
    name,
    url: url.slice(1, -1),
  }));
  const [all, name] = CONSTANTS.exec(text) ?? [];
  if (all === undefined) return text;
  const concepts = evaluate(all, name ?? '', systems);
  if (concepts === undefined) return text;
  const parts = inParts(concepts, constantName);
  if (!isSame(constants(...parts), concepts)) return text;
  const written = parts.map(([system, rows]) => {
    const known = systems.find(({ url }) => url === system)?.name;
    return `[${known ?? JSON.stringify(system) ?? 'undefined'}, ${JSON.stringify(rows)}]`;
  });
  const made = `export const ${name} = /*@__PURE__*/ constants(${written.join(', ')});`;
  return text.replace(all, () => made).replace(/^import /m, `${IMPORT}\nimport `);
}

/**
 * The constants as they are; undefined for an object of another kind.
 *
 * @param {string} all
 * @param {string} name
 * @param {readonly { line: string }[]} systems
 * @returns {Record<string, Concept> | undefined}
 */
function evaluate(all, name, systems) {
  const code = `${systems.map(({ line }) => line).join('\n')}\n${all.replace('export ', '')}\nreturn ${name};`;
  try {
    /** @type {Record<string, Concept>} */
    const concepts = new Function(code)();
    const isWritable = Object.values(concepts).every(({ code: own, display = ' ' }) => {
      return typeof own === 'string' && display !== '' && !UNWRITABLE.test(own + display);
    });
    return isWritable ? concepts : undefined;
  } catch {
    return undefined;
  }
}

/**
 * @param {Record<string, Concept>} concepts
 * @param {ConstantName} constantName
 */
function inParts(concepts, constantName) {
  /** @type {[system: string | undefined, rows: string][]} */
  const parts = [];
  for (const [name, { system, code, display = '' }] of Object.entries(concepts)) {
    const own = ownName(name, display, constantName);
    const row = [code, display, own].join('|').replace(/\|+$/, '');
    const last = parts.at(-1);
    if (last && last[0] === system) last[1] += `\n${row}`;
    else parts.push([system, row]);
  }
  return parts;
}

/**
 * What a row has to say about the name of its constant.
 *
 * @param {string} name
 * @param {string} display
 * @param {ConstantName} constantName
 */
function ownName(name, display, constantName) {
  if (constantName(display) === name) return '';
  for (let words = 1; words <= name.length; words++) if (constantName(display, words) === name) return String(words);
  return name;
}

/**
 * Whether both have the same constants with the same members, in the same order.
 *
 * @param {Record<string, Concept>} one
 * @param {Record<string, Concept>} other
 */
function isSame(one, other) {
  const inOrder = (/** @type {Record<string, Concept>} */ set) =>
    Object.entries(set).map(([name, concept]) => [name, Object.entries(concept)]);
  return isDeepStrictEqual(inOrder(one), inOrder(other));
}
