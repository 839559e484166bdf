/** Prints a program. */
import type { Expression, MessageResource } from './expression.js';
import { visit } from './expression.js';
import { lowerFirst, ProgramNames } from './names.js';
import type { NotExpressible } from './losses.js';
import { askedIds, constantsOf, inputOf, type Draft } from './message-input.js';
import { printExpression, WIDTH, type Names } from './print-expression.js';
import { commentText, quoted } from './quote.js';

/** Maximum number of losses that the comment names; all are returned beside the program. */
const MOST_NAMED = 20;

/** Names of elements that do not describe their target. */
const VAGUE: ReadonlySet<string> = new Set(['other', 'others', 'target', 'reference', 'resource']);

/** Returns the text of a program. `packageName` is the package with the builders. */
export function printProgram(draft: Draft, lost: readonly NotExpressible[], packageName: string): string {
  const book = new ProgramNames();
  const { event, making } = draft.subject;
  const namespace = book.imported(event.namespace, `${packageName}/${event.subpath}`);
  const names: Names = {
    ofResource: ({ variable }) => variable,
    ofSet: ({ name, subpath }) => book.imported(name, `${packageName}/${subpath}`),
    ofHelper: (name) => book.imported(name, `${packageName}/runtime`),
  };
  const constants = constantsOf(draft);
  const builders = constants.map(({ builder }) =>
    book.imported(builder?.name ?? '', `${packageName}/${builder?.subpath ?? ''}`),
  );
  const input = inputOf(draft);
  const ids = idsText(askedIds(draft.subject), names);
  for (const expression of [...constants.map((one) => one.expression), input]) nameHelpers(expression, names);
  nameConstants(constants, input, book);
  const made = constants.map((one, index) => constantText(one, builders[index] ?? '', names));
  const message = messageText(`${namespace}.${making.name}`, input, ids !== '', names);
  const parts = [lostText(lost), book.importLines(WIDTH).join('\n'), ...made, ids, message];
  return parts.filter((part) => part !== '').join('\n\n') + '\n';
}

/** Imports what expressions use, so that no constant takes these names. */
function nameHelpers(expression: Expression, names: Names): void {
  visit(expression, (inner) => {
    if (inner.kind === 'constant') names.ofSet(inner.from);
    if (inner.kind === 'reference') names.ofHelper('ref');
    if (inner.kind === 'reference-to') names.ofHelper('refTo');
    if (inner.kind === 'new-uuid') names.ofHelper('newUuid');
  });
}

/** Names each constant after the role of its resource, or after the elements that refer to it. */
function nameConstants(constants: readonly MessageResource[], input: Expression, book: ProgramNames): void {
  const called = new Map<MessageResource, string[]>();
  const look = (expression: Expression): void =>
    visit(expression, (inner, names) => {
      if (inner.kind === 'resource' || inner.kind === 'reference-to')
        called.set(inner.of, [...(called.get(inner.of) ?? []), names.at(-1) ?? '']);
    });
  for (const one of [input, ...constants.map(({ expression }) => expression)]) look(one);
  for (const one of constants) {
    const played = one.played?.isList === false ? [one.played.name] : [];
    const others = (called.get(one) ?? []).filter((name) => name !== one.played?.name && !VAGUE.has(name));
    one.variable = book.free([...played, ...others], lowerFirst(one.type));
  }
}

function constantText({ variable, expression }: MessageResource, builder: string, names: Names): string {
  const start = `const ${variable} = ${builder}(`;
  return `${start}${printExpression(expression, names, 0, start.length, 2)});`;
}

function idsText(ids: readonly (string | undefined)[], names: Names): string {
  if (ids.length === 0) return '';
  const items = ids.map((id) => (id === undefined ? `${names.ofHelper('newUuid')}()` : quoted(id)));
  names.ofHelper('newUuid');
  const comment = '// The ids of the header and of the message, in the order in which the builder asks for them.';
  return `${comment}\nconst ids = [${items.join(', ')}];`;
}

function messageText(builder: string, input: Expression, hasIds: boolean, names: Names): string {
  const start = `export const message = ${builder}(`;
  if (!hasIds) return `${start}${printExpression(input, names, 0, start.length, 2)});`;
  const options = `{ uuid: () => ids.shift() ?? ${names.ofHelper('newUuid')}() }`;
  return `${start}\n  ${printExpression(input, names, 2, 2, 1)},\n  ${options},\n);`;
}

/** Returns a comment on what is missing from the program. Text from the message stays on its line. */
function lostText(lost: readonly NotExpressible[]): string {
  if (lost.length === 0) return '';
  const lines = lost.slice(0, MOST_NAMED).map(({ path, reason }) => `// ${commentText(`${path}: ${reason}`)}`);
  const more = lost.length > MOST_NAMED ? [`// … and ${lost.length - MOST_NAMED} more`] : [];
  return ['// The builders cannot express all of the message:', ...lines, ...more].join('\n');
}
