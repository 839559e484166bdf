import type { StructureModel } from '../model/model.ts';
import type { MessageModel, PackageModel } from '../model/package-model.ts';
import type { EmittedFile } from './emitted-file.ts';
import { exampleOf, profilesOf } from './example-profile.ts';
import { messageSubpath, namespaceName } from '../declare/message/message-names.ts';
import { hasMessages, type Targets } from '../targets.ts';
import { amenderName, assertName, builderName, checkName, isName, schemaName } from '../declare/names.ts';

/** What the README states besides the facts of the model. */
export interface ReadmeOptions {
  /** The licence as in `package.json`, if any. */
  readonly license: unknown;
  /** Markdown from the configuration, which replaces the generated code. */
  readonly introduction: string | undefined;
  readonly targets: Targets;
  readonly hasDefinitions: boolean;
}

/**
 * Emits `README.md` of the package: how to install and use it, the content of each subpath, its messages, and its
 * profiles with their functions.
 */
export function emitReadme(whole: PackageModel, options: ReadmeOptions): EmittedFile {
  const { license, introduction, targets } = options;
  // Without builders or guards, messages are types like others.
  const model = hasMessages(targets) ? whole : { ...whole, messages: [] };
  const sections = [
    `# ${inline(model.name)}`,
    inline(model.description),
    ...install(model),
    ...(introduction === undefined ? use(model, targets) : [introduction.trim()]),
    ...commands(model, options),
    ...contents(model, targets),
    ...messages(model),
    ...profiles(model, targets),
    ...(typeof license === 'string' ? [`Licence: ${inline(license)}`] : []),
  ];
  return { path: 'README.md', text: `${sections.filter((section) => section !== '').join('\n\n')}\n` };
}

function install({ name }: PackageModel): string[] {
  return [
    fenced('sh', `npm install ${name}`),
    'The package is ESM with type declarations. `require` works on Node 20.19 and later. In `tsconfig.json`, turn on `strict` ' +
      'and set `module` to `nodenext`, `node20` or `preserve`, or `moduleResolution` to `bundler`.',
  ];
}

/** Writes code for the first profile and the first event, which needs no invented values. */
function use(model: PackageModel, targets: Targets): string[] {
  const profile = exampleOf(model);
  const [message] = model.messages;
  const example = targets.guards ? checking : targets.builders ? building : typing;
  const code = [...(profile ? [example(model, profile)] : []), ...(message ? [receiving(model, message)] : [])];
  return code.length === 0 ? [] : ['## Use', ...code.map((text) => fenced('ts', text))];
}

function building({ name }: PackageModel, profile: StructureModel): string {
  const build = builderName(profile);
  const input = `${profile.name}Input`;
  return [
    `import { ${build}, type ${input} } from '${name}/${subpathOf(profile)}';`,
    '',
    `export function toJson(input: ${input}): string {`,
    `  return JSON.stringify(${build}(input));`,
    '}',
  ].join('\n');
}

function typing({ name }: PackageModel, profile: StructureModel): string {
  return [
    `import type { ${profile.name} } from '${name}/${subpathOf(profile)}';`,
    '',
    `export function toJson(value: ${profile.name}): string {`,
    '  return JSON.stringify(value);',
    '}',
  ].join('\n');
}

function checking({ name }: PackageModel, profile: StructureModel): string {
  const [is, check] = [isName(profile), checkName(profile)];
  return [
    `import { ${check}, ${is} } from '${name}/${subpathOf(profile)}';`,
    '',
    'export function describe(received: unknown): string {',
    `  if (${is}(received)) return 'valid'; // and typed as ${profile.name} from here on`,
    `  return ${check}(received).map(({ expression, message }) => \`\${expression}: \${message}\`).join('\\n');`,
    '}',
  ].join('\n');
}

function receiving({ name }: PackageModel, message: MessageModel): string {
  const namespace = namespaceName(message);
  return [
    `import { ${namespace} } from '${name}/${message.subpath}';`,
    `import { formatIssues } from '${name}/runtime';`,
    '',
    'export function receive(received: unknown): void {',
    `  const result = ${namespace}.check(received, { direction: 'receive' });`,
    '  if (!result.valid) throw new Error(formatIssues(result.issues));',
    `  const parts = ${namespace}.read(result.message);`,
    '  console.log(parts.type, parts.header);',
    '}',
  ].join('\n');
}

/** Says how files are checked in a shell. */
function commands(model: PackageModel, { targets, hasDefinitions, introduction }: ReadmeOptions): string[] {
  if (!targets.guards || introduction !== undefined) return [];
  const calls = [
    'validate message.json',
    'convert --to xml message.json',
    ...(hasDefinitions ? ['list profiles'] : []),
    '--help',
  ];
  return [
    '## Commands',
    fenced('sh', calls.map((call) => `npx ${model.name} ${call}`).join('\n')),
    '`validate` checks files in XML and JSON against FHIR and the profiles of the package; `convert` turns one into the other.',
  ];
}

function contents({ name, families, messages: all, service }: PackageModel, targets: Targets): string[] {
  const rows = families.map(({ subpath, title }) => [`\`${name}/${subpath}\``, inline(title)]);
  return [
    '## Imports',
    table([
      ['Import', 'Contents'],
      ...rows,
      ...(targets.guards ? checkingImports(name) : []),
      ...(all.length > 0
        ? [
            [`\`${name}/receive\``, '`receive`: a message of any event, from its text to its content'],
            [`\`${name}/code\``, '`messageToCode`: the program that builds a message'],
          ]
        : []),
      ...(hasMessages(targets)
        ? [[`\`${name}/random\``, '`random`: valid values and messages for tests, from a seed']]
        : []),
      ...(service && hasMessages(targets)
        ? [[`\`${name}/send\``, '`publishRequest` and `readResponse`: a message as a request, and what came back']]
        : []),
      [`\`${name}/runtime\``, runtimeContents(targets)],
    ]),
    'Bundlers drop whatever you do not use of a subpath.',
  ];
}

function checkingImports(name: string): string[][] {
  return [
    [`\`${name}/xml\``, '`fromXml` and `toXml`: any resource from XML and to XML'],
    [`\`${name}/json\``, '`fromJson` and `toJson`: JSON text with lines and columns, and with numbers as written'],
    [`\`${name}/elements\``, 'the elements of each type, to read and write XML of a few types only'],
    [
      `\`${name}/check\``,
      '`check`: any resource against its type, the profiles that it claims and its event; `identify`: which those are',
    ],
  ];
}

function runtimeContents({ builders, guards }: Targets): string {
  if (guards) return 'references, dates, issues and errors';
  return builders ? 'references, dates and errors' : 'types of lists and references';
}

/** Lists the events whose messages the package builds, checks and reads. */
function messages({ name, messages: all }: PackageModel): string[] {
  const [first] = all;
  if (!first) return [];
  const rows = all.map((message) => [
    `\`${namespaceName(message)}\``,
    `\`${name}/${message.subpath}\``,
    `\`${name}/${messageSubpath(message)}\``,
    message.kinds.map(({ type }) => `\`${inline(type.code)}\``).join(', '),
    inline(message.title ?? message.name),
  ]);
  return [
    '## Messages',
    table([['Name', 'Import', 'Functions alone', 'Kinds', 'Event'], ...rows]),
    `\`import { ${namespaceName(first)} } from '${name}/${first.subpath}'\` gives you all functions of an event. Some bundlers, such as ` +
      `esbuild, keep a namespace whole; with those, write \`import * as ${namespaceName(first)} from '${name}/${messageSubpath(first)}'\`.`,
  ];
}

/** Lists the profiles, and the functions of one as an example. */
function profiles(model: PackageModel, targets: Targets): string[] {
  const rows = profilesOf(model).map((profile) => [
    `\`${profile.name}\``,
    `\`${model.name}/${subpathOf(profile)}\``,
    `\`${profile.canonical.replace(/[\s`|]/g, '')}\``,
  ]);
  if (rows.length === 0) return [];
  return ['## Profiles', ...functions(model, targets), table([['Type', 'Import', 'Definition'], ...rows])];
}

function functions(model: PackageModel, { builders, guards }: Targets): string[] {
  const example = exampleOf(model);
  if (!example || (!builders && !guards)) return [];
  return [
    `Each profile has the same functions; those of \`${example.name}\` are:`,
    table([
      ['Function', 'What it does'],
      ...(builders ? buildingFunctions(example) : []),
      ...(guards ? checkingFunctions(example) : []),
    ]),
  ];
}

function buildingFunctions(example: StructureModel): string[][] {
  return [
    [`\`${builderName(example)}(input)\``, 'builds one from named parts; throws if a value is malformed'],
    [`\`${amenderName(example)}(value, input)\``, 'returns a changed copy'],
  ];
}

function checkingFunctions(example: StructureModel): string[][] {
  return [
    [`\`${isName(example)}(value)\``, 'true if an unknown value is valid'],
    [`\`${checkName(example)}(value)\``, 'returns every issue of a value, with path and reason'],
    [`\`${assertName(example)}(value)\``, 'throws with the issues if there is an error'],
    [`\`${schemaName(example)}\``, 'the check as a Standard Schema'],
  ];
}

function subpathOf({ module }: StructureModel): string {
  return module.slice(0, module.lastIndexOf('/'));
}

function fenced(language: string, text: string): string {
  return `\`\`\`${language}\n${text}\n\`\`\``;
}

function table([head = [], ...rows]: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** Puts the text of a definition or configuration on one line, without any mark-up. */
function inline(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[\\`*_[\]<>|&#]/g, '\\$&');
}
