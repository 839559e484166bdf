import type { StructureModel } from '../model/model.ts';
import type { MessageModel, PackageModel } from '../model/package-model.ts';
import type { EmittedFile } from './emitted-file.ts';
import { messageSubpath, namespaceName } from '../declare/message/message-names.ts';
import { amenderName, assertName, builderName, checkName, isName, schemaName } from '../declare/names.ts';

/** What the README states besides the facts of the model. */
export interface ReadmeOptions {
  /** The licence as in `package.json`, if any. */
  readonly license: unknown;
  /** Markdown from the configuration, which replaces the generated code. */
  readonly introduction: string | undefined;
}

/**
 * Emits `README.md` of the package: how to install and use it, the content of each subpath, its messages, and its
 * profiles with their functions.
 */
export function emitReadme(model: PackageModel, { license, introduction }: ReadmeOptions): EmittedFile {
  const sections = [
    `# ${inline(model.name)}`,
    inline(model.description),
    ...install(model),
    ...(introduction === undefined ? use(model) : [introduction.trim()]),
    ...contents(model),
    ...messages(model),
    ...profiles(model),
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
function use(model: PackageModel): string[] {
  const profile = exampleOf(model);
  const [message] = model.messages;
  const code = [...(profile ? [checking(model, profile)] : []), ...(message ? [receiving(model, message)] : [])];
  return code.length === 0 ? [] : ['## Use', ...code.map((text) => fenced('ts', text))];
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

function contents({ name, families, messages: all, service }: PackageModel): string[] {
  const rows = families.map(({ subpath, title }) => [`\`${name}/${subpath}\``, inline(title)]);
  return [
    '## Imports',
    table([
      ['Import', 'Contents'],
      ...rows,
      [`\`${name}/xml\``, '`fromXml` and `toXml`: any resource from XML and to XML'],
      [`\`${name}/json\``, '`fromJson` and `toJson`: JSON text with lines and columns, and with numbers as written'],
      [`\`${name}/elements\``, 'the elements of each type, to read and write XML of a few types only'],
      [
        `\`${name}/check\``,
        '`check`: any resource against its type, the profiles that it claims and its event; `identify`: which those are',
      ],
      ...(all.length > 0
        ? [
            [`\`${name}/receive\``, '`receive`: a message of any event, from its text to its content'],
            [`\`${name}/code\``, '`messageToCode`: the program that builds a message'],
          ]
        : []),
      ...(service
        ? [[`\`${name}/send\``, '`publishRequest` and `readResponse`: a message as a request, and what came back']]
        : []),
      [`\`${name}/runtime\``, 'references, dates, issues and errors'],
    ]),
    'Bundlers drop whatever you do not use of a subpath.',
  ];
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
function profiles(model: PackageModel): string[] {
  const rows = profilesOf(model).map((profile) => [
    `\`${profile.name}\``,
    `\`${model.name}/${subpathOf(profile)}\``,
    `\`${profile.canonical.replace(/[\s`|]/g, '')}\``,
  ]);
  if (rows.length === 0) return [];
  return ['## Profiles', ...functions(model), table([['Type', 'Import', 'Definition'], ...rows])];
}

function functions(model: PackageModel): string[] {
  const example = exampleOf(model);
  if (!example) return [];
  return [
    `Each profile has the same functions; those of \`${example.name}\` are:`,
    table([
      ['Function', 'What it does'],
      [`\`${builderName(example)}(input)\``, 'builds one from named parts; throws if a value is malformed'],
      [`\`${amenderName(example)}(value, input)\``, 'returns a changed copy'],
      [`\`${isName(example)}(value)\``, 'true if an unknown value is valid'],
      [`\`${checkName(example)}(value)\``, 'returns every issue of a value, with path and reason'],
      [`\`${assertName(example)}(value)\``, 'throws with the issues if there is an error'],
      [`\`${schemaName(example)}\``, 'the check as a Standard Schema'],
    ]),
  ];
}

function profilesOf({ families }: PackageModel): StructureModel[] {
  return families.flatMap(({ structures }) =>
    structures.filter(({ role, isExtension, part }) => role === 'profile' && !isExtension && part === undefined),
  );
}

/** Chooses the profile of a resource, preferably one named after its type, which readers know. */
function exampleOf(model: PackageModel): StructureModel | undefined {
  const built = profilesOf(model).filter(({ kind, isBuilt }) => kind === 'resource' && isBuilt);
  return built.find(({ name, fhirType }) => name === fhirType) ?? built[0];
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
