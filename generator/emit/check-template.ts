import Handlebars from 'handlebars';
import { reasonOf } from '../diagnostics/thrown.ts';
import { advance, type Context } from './template-context.ts';

/** What is wrong with a template, and the line, from 1. */
export class TemplateFault extends Error {
  readonly line: number | undefined;

  constructor(reason: string, line?: number) {
    super(reason);
    this.line = line;
  }
}

const printing: ReadonlySet<string> = new Set(['code', 'doc', 'softline', 'line', 'ifBroken']);
const blocks: ReadonlySet<string> = new Set(['each', 'if', 'unless', 'group']);

/**
 * Checks that a template prints values of its view through helpers alone, and only where TypeScript expects code: a
 * text of a definition could otherwise become code.
 *
 * @throws TemplateFault
 */
export function checkTemplate(text: string): void {
  const end = checkAll(parse(text).body, 'code');
  if (end !== 'code' && end !== '//') throw new TemplateFault(`${names[end]} is not closed`);
}

function parse(text: string): hbs.AST.Program {
  try {
    return Handlebars.parseWithoutProcessing(text);
  } catch (error) {
    const reason = reasonOf(error);
    // An error of the grammar has its line in the message, any other as a member.
    const { lineNumber } = error as { readonly lineNumber?: unknown };
    const line = Number(/on line (\d+)/.exec(reason)?.[1] ?? lineNumber);
    throw new TemplateFault(`it does not parse: ${reason.replace(/\s*\n\s*/g, ' ')}`, line > 0 ? line : undefined);
  }
}

const names: Readonly<Record<Exclude<Context, 'code'>, string>> = {
  "'": 'a string',
  '"': 'a string',
  '`': 'a template literal',
  '//': 'a comment',
  '/*': 'a comment',
};

/** Checks statements, the first of which begins in a context, and returns the one behind the last. */
function checkAll(statements: readonly hbs.AST.Statement[], start: Context): Context {
  return statements.reduce<Context>((context, statement) => checkStatement(statement, context), start);
}

function checkStatement(statement: hbs.AST.Statement, context: Context): Context {
  const { line } = statement.loc.start;
  switch (statement.type) {
    case 'ContentStatement':
      return advance((statement as hbs.AST.ContentStatement).value, context);
    case 'CommentStatement':
      refuseStrip(line, (statement as hbs.AST.CommentStatement).strip);
      return context;
    case 'MustacheStatement':
      checkMustache(statement as hbs.AST.MustacheStatement, context);
      return context;
    case 'BlockStatement':
      checkBlock(statement as hbs.AST.BlockStatement, context);
      return context;
    default:
      throw new TemplateFault('templates have no partials and no decorators', line);
  }
}

/** Refuses `~`, which would remove a line break after this check has counted on it. */
function refuseStrip(line: number, ...strips: readonly (hbs.AST.StripFlags | undefined)[]): void {
  if (strips.some((strip) => strip?.open || strip?.close))
    throw new TemplateFault('the white-space control ~ is not supported', line);
}

function checkMustache(mustache: hbs.AST.MustacheStatement, context: Context): void {
  const { start, end } = mustache.loc;
  const fail = (reason: string): never => {
    throw new TemplateFault(reason, start.line);
  };
  const helper = nameOf(mustache.path);
  if (!printing.has(helper))
    fail(`{{${helper}}} prints through no helper; write {{code ${helper}}} or {{doc ${helper}}}`);
  if (!mustache.escaped) fail(`write {{${helper} …}} with two braces`);
  refuseStrip(start.line, mustache.strip);
  if (start.line !== end.line) fail(`{{${helper} …}} stands on one line`);
  checkArguments(helper, mustache, fail);
  if ((helper === 'code' || helper === 'doc') && context !== 'code')
    fail(`{{${helper} …}} stands inside ${names[context]}, where text of a definition could end it`);
}

/** Refuses every way to print a text of the view as an argument. */
function checkArguments(
  helper: string,
  { params, hash }: hbs.AST.MustacheStatement,
  fail: (reason: string) => never,
): void {
  const [first] = params;
  if (!first || params.length > 1) return fail(`{{${helper} …}} takes one argument`);
  const pairs = (hash as hbs.AST.Hash | undefined)?.pairs ?? [];
  const isIndent = ({ key, value }: hbs.AST.HashPair): boolean => key === 'indent' && /^ *$/.test(textOf(value) ?? 'x');
  if (!pairs.every((pair) => helper === 'doc' && isIndent(pair)))
    fail('the only option is indent="  " of {{doc …}}, with spaces');
  if ((helper === 'softline' || helper === 'line') && first.type !== 'NumberLiteral')
    fail(`{{${helper} …}} takes the number of spaces on the next line`);
  if (helper === 'ifBroken' && !/^[,;]$/.test(textOf(first) ?? '')) fail('{{ifBroken …}} takes "," or ";"');
  if ((helper === 'code' || helper === 'doc') && first.type !== 'PathExpression')
    fail(`{{${helper} …}} takes a name of the view`);
}

function checkBlock(block: hbs.AST.BlockStatement, context: Context): void {
  const { line } = block.loc.start;
  const helper = nameOf(block.path);
  refuseStrip(line, block.openStrip, block.inverseStrip, block.closeStrip);
  if (!blocks.has(helper)) throw new TemplateFault(`there is no block {{#${helper}}}`, line);
  for (const part of [block.program, block.inverse as hbs.AST.Program | undefined]) {
    const end = part ? checkAll(part.body, context) : context;
    if (end !== context)
      throw new TemplateFault(`a string or comment begins or ends inside {{#${helper}}}, but not both`, line);
  }
}

function nameOf(path: hbs.AST.Expression): string {
  return (path as hbs.AST.PathExpression).original;
}

function textOf(value: hbs.AST.Expression): string | undefined {
  return value.type === 'StringLiteral' ? (value as hbs.AST.StringLiteral).value : undefined;
}
