import { messageToCode } from 'careconnect-ems/code';
import { toJson } from 'careconnect-ems/json';
import { toXml } from 'careconnect-ems/xml';
import type { Bundle, Resource } from 'fhir/r3.js';
import { codePrinter } from '../../../generator/code/print.ts';
import { code } from '../../../generator/code/code.ts';
import { ExampleWriter } from '../../../generator/declare/builder/example.ts';
import { builderName, isName } from '../../../generator/declare/names.ts';
import { valueCode } from '../../../generator/emit/value-code.ts';
import type { StructureModel } from '../../../generator/model/model.ts';
import type { SiteModel } from '../model/read-model.ts';
import type { CodeTab } from '../reference/code-tabs.ts';
import { cutBuilder } from './cut-builder.ts';
import { evaluateExample, type Exports } from './evaluate-example.ts';
import { extensionsIn, xmlOfExtension } from './extensions.ts';
import { eventOf, readExampleMessages, readFurtherMessages, resourcesIn, type ExampleMessage } from './messages.ts';

/** The example of a profile. */
export interface ProfileExample {
  /** Where it is from. */
  readonly about: string;
  readonly tabs: readonly CodeTab[];
}

/** Examples for the pages of profiles and events, all of which the package itself makes, checks and prints. */
export class ExampleBook {
  readonly messages: readonly ExampleMessage[];
  readonly #all: readonly Bundle[];
  readonly #model: SiteModel;
  readonly #exports: ReadonlyMap<string, Exports>;
  readonly #programs = new Map<Bundle, string>();

  private constructor(
    model: SiteModel,
    messages: readonly ExampleMessage[],
    further: readonly Bundle[],
    exports: ReadonlyMap<string, Exports>,
  ) {
    this.#model = model;
    this.messages = messages;
    this.#all = [...messages.map(({ message }) => message), ...further];
    this.#exports = exports;
  }

  /** Reads the messages, and loads the package that has been built. */
  static async read(root: string, model: SiteModel): Promise<ExampleBook> {
    const { name, families } = model.package;
    const load = async (subpath: string): Promise<[string, Exports]> => {
      return [subpath, (await import(`${name}/${subpath}`)) as Exports];
    };
    const exports = await Promise.all([...families.map(({ subpath }) => subpath), 'runtime'].map(load));
    return new ExampleBook(model, readExampleMessages(root), readFurtherMessages(root), new Map(exports));
  }

  /** The program that builds a message. */
  programOf(message: Bundle): string {
    const known = this.#programs.get(message) ?? messageToCode(message).code;
    this.#programs.set(message, known);
    return known;
  }

  /** A message in its three forms. */
  tabsOf(message: Bundle): readonly CodeTab[] {
    return [
      { title: 'TypeScript', language: 'ts', code: this.programOf(message) },
      { title: 'XML', language: 'xml', code: toXml(message, { pretty: true }) },
      { title: 'JSON', language: 'json', code: toJson(message, { pretty: true }) },
    ];
  }

  /** An example of a profile: part of a message where one has it, otherwise what the shortest call of its builder makes. */
  exampleOf(structure: StructureModel): ProfileExample | undefined {
    if (structure.part === 'message') return this.#message(structure);
    if (structure.isExtension) return this.#extension(structure) ?? this.#shortest(structure);
    return this.#resource(structure) ?? this.#shortest(structure);
  }

  #message(structure: StructureModel): ProfileExample | undefined {
    const found = this.#all.find((message) => this.#isOf(message, structure));
    return found && { about: 'A complete message of the package.', tabs: this.tabsOf(found) };
  }

  #resource(structure: StructureModel): ProfileExample | undefined {
    const event = this.#eventOf(structure);
    for (const message of this.#all) {
      if (event !== undefined && eventOf(message) !== event) continue;
      const resource = resourcesIn(message).find((one) => this.#claims(one, structure, event));
      if (resource) return this.#partOf(message, resource, structure);
    }
    return undefined;
  }

  #partOf(message: Bundle, resource: Resource, structure: StructureModel): ProfileExample {
    const cut = cutBuilder(this.programOf(message), resource.id ?? '', builderName(structure));
    const named = namesOthers(cut ?? '') ? ' In the code, names stand for other resources of the message.' : '';
    return {
      about: `From a message of ${eventOf(message)}.${named}`,
      tabs: [
        ...(cut === undefined ? this.#shortestCode(structure) : [{ title: 'TypeScript', language: 'ts', code: cut }]),
        ...formsOf(resource),
      ],
    };
  }

  /** A resource claims a profile in `meta`; profiles of an event are those that are not claimed but checked. */
  #claims(resource: Resource, structure: StructureModel, event: string | undefined): boolean {
    if (resource.resourceType !== structure.fhirType) return false;
    const claimed = resource.meta?.profile ?? [];
    if (event === undefined) return claimed.includes(structure.canonical);
    return this.#isOf(resource, structure);
  }

  #isOf(value: unknown, structure: StructureModel): boolean {
    const guard = this.#exports.get(this.#subpathOf(structure))?.[isName(structure)];
    return typeof guard === 'function' && (guard as (value: unknown) => boolean)(value);
  }

  #extension(structure: StructureModel): ProfileExample | undefined {
    for (const message of this.#all) {
      const found = resourcesIn(message).flatMap((one) => extensionsIn(one, structure.canonical))[0];
      if (!found) continue;
      const tabs = [...this.#shortestCode(structure), ...formsOfExtension(found)];
      return { about: `The JSON and the XML are from a message of ${eventOf(message)}.`, tabs };
    }
    return undefined;
  }

  /** What the shortest call of the builder makes that the types accept. */
  #shortest(structure: StructureModel): ProfileExample | undefined {
    const example = new ExampleWriter(structure, this.#model.names).example();
    if (!example) return undefined;
    const own = this.#exports.get(this.#subpathOf(structure)) ?? {};
    const made = withSteadyId(evaluateExample(example, { ...this.#exports.get('runtime'), ...own }));
    const forms =
      structure.kind === 'resource' ? formsOf(made as Resource) : structure.isExtension ? formsOfExtension(made) : [];
    return {
      about: 'What the shortest call of its builder makes.',
      tabs: [...this.#shortestCode(structure), ...(forms.length > 0 ? forms : [jsonOf(made)])],
    };
  }

  #shortestCode(structure: StructureModel): readonly CodeTab[] {
    const example = new ExampleWriter(structure, this.#model.names).example();
    if (!example) return [];
    return [{ title: 'TypeScript', language: 'ts', code: print(code`${valueCode(example)};`) }];
  }

  #subpathOf({ canonical }: StructureModel): string {
    const { families } = this.#model.package;
    return families.find(({ structures }) => structures.some((one) => one.canonical === canonical))?.subpath ?? '';
  }

  /** The code of the event whose family a structure belongs to. */
  #eventOf(structure: StructureModel): string | undefined {
    const subpath = this.#subpathOf(structure);
    return this.#model.package.messages.find((message) => message.subpath === subpath)?.event.code;
  }
}

/** A builder gives an id to what has none, another one each time. */
function withSteadyId(made: unknown): unknown {
  const isMade = typeof made === 'object' && made !== null && 'id' in made && /^[\da-f]{8}-/.test(String(made.id));
  return isMade ? { ...made, id: '00000000-0000-4000-8000-000000000001' } : made;
}

/** Whether a call has a name as a value. */
function namesOthers(call: string): boolean {
  return /: (?!(?:true|false|null)\b)[a-z]\w*(?:,| \})/.test(call);
}

const print = codePrinter(({ name }) => name, 100);

function formsOf(resource: Resource): readonly CodeTab[] {
  return [{ title: 'XML', language: 'xml', code: toXml(resource as never, { pretty: true }) }, jsonOf(resource)];
}

function formsOfExtension(extension: unknown): readonly CodeTab[] {
  return [{ title: 'XML', language: 'xml', code: xmlOfExtension(extension) }, jsonOf(extension)];
}

function jsonOf(value: unknown): CodeTab {
  return { title: 'JSON', language: 'json', code: JSON.stringify(value, undefined, 2) };
}
