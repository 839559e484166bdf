import type { PackageModel, StructureModel } from '../model/model.ts';
import type { EmittedFile } from './emitted-file.ts';
import { messageSubpath, namespaceName } from './message/message-names.ts';
import { amenderName, assertName, builderName, checkName, isName, schemaName } from './names.ts';

/**
 * `README.md` of the package: how to install it, what each subpath holds, and the profiles with their functions. The
 * licence is named as `package.json` does, if at all.
 */
export function emitReadme(model: PackageModel, license: unknown): EmittedFile {
  const sections = [
    `# ${inline(model.name)}`,
    inline(model.description),
    ...install(model),
    ...contents(model),
    ...profiles(model),
    ...messages(model),
    ...use(model),
    ...(typeof license === 'string' ? [`Licence: ${inline(license)}`] : []),
  ];
  return { path: 'README.md', text: `${sections.join('\n\n')}\n` };
}

function install({ name }: PackageModel): string[] {
  return [
    `\`\`\`sh\nnpm install ${name}\n\`\`\``,
    'The package is ESM, with type declarations, and every subpath can be tree-shaken. `require` works on Node 20.19 and ' +
      'later. With TypeScript, `module` is `nodenext`, `node20` or `preserve`, or `moduleResolution` is `bundler`.',
  ];
}

function contents({ name, families }: PackageModel): string[] {
  const rows = families.map(({ subpath, title }) => [`\`${name}/${subpath}\``, inline(title)]);
  return [
    '## Imports',
    table([
      ['Import', 'What it holds'],
      ...rows,
      [`\`${name}/xml\``, '`fromXml` and `toXml`: any resource from XML and to XML'],
      [`\`${name}/json\``, '`fromJson` and `toJson`: JSON text with lines and columns, and with numbers as written'],
      [`\`${name}/elements\``, 'the elements of each type, for XML of a few types only'],
      [
        `\`${name}/check\``,
        '`check`: any resource against its type and the profiles that it claims; `identify`: what it says it is',
      ],
      [`\`${name}/runtime\``, 'references, dates, issues and errors'],
    ]),
  ];
}

/** The events whose messages the package makes, checks and reads. */
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
    table([['Name', 'Import', 'Functions alone', 'Kinds', 'What happened'], ...rows]),
    `\`import { ${namespaceName(first)} } from '${name}/${first.subpath}'\` gives everything of an event. A bundler that keeps a namespace ` +
      `whole, such as esbuild, leaves out what is not called with \`import * as ${namespaceName(first)} from '${name}/${messageSubpath(first)}'\`.`,
  ];
}

function profiles(model: PackageModel): string[] {
  const rows = profilesOf(model).map(({ name, module, canonical }) => [
    `\`${name}\``,
    `\`${model.name}/${module.slice(0, module.lastIndexOf('/'))}\``,
    `\`${canonical.replace(/[\s`|]/g, '')}\``,
  ]);
  return rows.length === 0 ? [] : ['## Profiles', table([['Type', 'Import', 'Definition'], ...rows])];
}

/** The functions of a profile, shown for the first that is a resource. */
function use(model: PackageModel): string[] {
  const example = profilesOf(model).find(({ kind, isBuilt }) => kind === 'resource' && isBuilt);
  if (!example) return [];
  return [
    `Each has the same functions; those of \`${example.name}\` are:`,
    table([
      ['Function', 'What it does'],
      [`\`${builderName(example)}(input)\``, 'makes one from named parts; throws where a value is malformed'],
      [`\`${amenderName(example)}(value, input)\``, 'makes a changed copy'],
      [`\`${isName(example)}(value)\``, 'true when an unknown value is one'],
      [`\`${checkName(example)}(value)\``, 'every issue of a value, with path and reason'],
      [`\`${assertName(example)}(value)\``, 'throws with the issues'],
      [`\`${schemaName(example)}\``, 'the same as a Standard Schema'],
    ]),
  ];
}

function profilesOf({ families }: PackageModel): StructureModel[] {
  return families.flatMap(({ structures }) =>
    structures.filter(({ role, isExtension, part }) => role === 'profile' && !isExtension && part === undefined),
  );
}

function table([head = [], ...rows]: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** Text of a definition or configuration on one line, without any mark-up. */
function inline(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[\\`*_[\]<>|&#]/g, '\\$&');
}
