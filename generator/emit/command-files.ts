/** What the commands need of the package that they are copied into: the sources in `sdk/` are the same in each. */
import { literal, typeName, valueName } from '../code/code.ts';
import { docLines } from '../code/comment.ts';
import { lastSegment } from '../fhir/canonical.ts';
import type { PackageModel } from '../model/package-model.ts';
import { emitFile, type EmittedFile } from './emitted-file.ts';
import { patientFacts, refusedFacts } from './command-facts.ts';
import { exampleOf } from './example-profile.ts';
import type { Templates } from './templates.ts';

/** The folder of the commands below `src/`. */
export const commandsFolder = 'cli';

/** On what the commands depend, besides the model. */
export interface CommandOptions {
  /** True if the package has a complete message of each kind, which `new` prints. */
  readonly hasExamples: boolean;
  readonly hasDefinitions: boolean;
  /** True if the package reads messages. */
  readonly hasEvents: boolean;
}

/** Returns the name by which npm installs the commands: that of the package, without its scope. */
export function commandName({ name }: Pick<PackageModel, 'name'>): string {
  return name.slice(name.indexOf('/') + 1);
}

/** Emits what the commands say of the package, and how they read messages. */
export function emitCommandFiles(model: PackageModel, options: CommandOptions, templates: Templates): EmittedFile[] {
  const facts = templates.render('command-facts', {
    doc: docLines('What the commands say of the package.'),
    about: literal(aboutPackage(model, options)),
  });
  const messages = templates.render('command-messages', messagesView(options));
  return [
    emitFile(`${commandsFolder}/about`, 'every definition', ['about'], [facts]),
    emitFile(`${commandsFolder}/messages`, 'every event', ['messages'], [messages]),
  ];
}

function aboutPackage(model: PackageModel, { hasExamples, hasDefinitions, hasEvents }: CommandOptions): object {
  return {
    name: model.name,
    version: model.version,
    command: commandName(model),
    commands: [
      'validate',
      'convert',
      ...(hasEvents && hasExamples ? ['new'] : []),
      ...(hasEvents ? ['read'] : []),
      ...(hasDefinitions ? ['list'] : []),
      'explain',
    ],
    lists: hasDefinitions ? [...(hasEvents ? ['events'] : []), 'profiles', 'valuesets'] : [],
    ...(hasEvents && exampleEvent(model)),
    ...(hasEvents && messageFacts(model)),
    ...(hasDefinitions && exampleProfile(model)),
  };
}

function exampleEvent({ messages: [message] }: PackageModel): object | undefined {
  // The commands name an event without the version at the end of its code.
  return (
    message && { event: { name: message.event.code.replace(/-\d+$/, ''), type: message.kinds[0]?.type.code ?? '' } }
  );
}

function messageFacts(model: PackageModel): object {
  const patient = patientFacts(model);
  return { ...(patient && { patient }), ...refusedFacts(model) };
}

function exampleProfile(model: PackageModel): object | undefined {
  const profile = exampleOf(model);
  if (!profile) return undefined;
  const { canonical, fhirType, content } = profile;
  const [element] = content.elements.filter(({ isStated }) => isStated);
  const path = [fhirType, ...(element ? [element.name] : [])].join('.');
  return { profile: { url: canonical, id: lastSegment(canonical), element: path } };
}

/** Messages are read by what knows all events. The program that makes one is loaded when it is asked for. */
function messagesView({ hasEvents }: CommandOptions): object {
  return {
    doc: docLines('Reads messages, and writes the programs that build them; undefined in a package without events.'),
    type: typeName({ name: 'MessageDoor', module: '#runtime/receive/message-door.js' }),
    receive: hasEvents && valueName('receive', 'receive'),
  };
}
