import { diagnostic, type Report } from '../diagnostics/diagnostic.ts';
import { compareText, parseCanonical } from '../fhir/canonical.ts';
import type {
  CaseDefinition,
  DerivationDefinition,
  FillingDefinition,
  MessageDefinition,
  MessageKind,
  RoleDefinition,
} from '../fhir/definitions.ts';
import type { ResolvedStructure } from '../resolve/resolved.ts';
import type { AssignedName } from './assign-names.ts';
import type { BuiltStructure, MessageParts } from './build-structure.ts';
import { findElement, findKindExtension } from './find-element.ts';
import { kebabCase, pascalCase, toIdentifier } from './identifiers.ts';
import { reachedTypes } from './reached-types.ts';
import type { InterfaceRef, SliceModel, StructureModel } from './model.ts';
import type {
  CaseModel,
  DerivationModel,
  EntryModel,
  FillingModel,
  MessageKindModel,
  MessageModel,
  ParameterModel,
  RoleModel,
} from './package-model.ts';

/** Collects the parts of the input that exist only for messages. */
export function messageParts(
  messages: readonly MessageDefinition[],
  names: ReadonlyMap<string, AssignedName>,
): MessageParts {
  const bundles = new Map<string, readonly string[]>();
  for (const { bundle, type } of messages.flatMap((message) => message.messages)) {
    const { url } = parseCanonical(bundle);
    bundles.set(url, [...(bundles.get(url) ?? []), type.code]);
  }
  const subpaths = [...bundles.keys()].flatMap((url) => names.get(url)?.subpath ?? []);
  return { bundles, subpaths: new Set(subpaths) };
}

/** Builds the events and their messages. An event whose message cannot be described is reported and left out. */
export function buildMessages(
  messages: readonly MessageDefinition[],
  structures: readonly BuiltStructure[],
  resolved: readonly ResolvedStructure[],
  report: Report,
): MessageModel[] {
  const builder = new MessageBuilder(structures, resolved, report);
  const described = messages.filter((message) => message.messages.length > 0);
  const models = described.flatMap((message) => builder.build(message) ?? []);
  return placed(models).sort((a, b) => compareText(a.module, b.module));
}

/** Places the events: the only event of a family is its `message`; several get modules of their own names. */
function placed(models: readonly MessageModel[]): MessageModel[] {
  const isAlone = ({ subpath }: MessageModel): boolean =>
    models.filter((other) => other.subpath === subpath).length === 1;
  return models.map((model) =>
    isAlone(model) ? model : { ...model, module: `${model.module}s/${kebabCase(model.name)}` },
  );
}

class MessageBuilder {
  readonly #structures: ReadonlyMap<string, BuiltStructure>;
  readonly #resolved: ReadonlyMap<string, ResolvedStructure>;
  readonly #report: Report;

  constructor(structures: readonly BuiltStructure[], resolved: readonly ResolvedStructure[], report: Report) {
    this.#structures = new Map(structures.map((structure) => [structure.model.canonical, structure]));
    this.#resolved = new Map(resolved.map((structure) => [structure.definition.url, structure]));
    this.#report = report;
  }

  build(message: MessageDefinition): MessageModel | undefined {
    const kinds = message.messages.flatMap((kind) => this.#kind(kind, message) ?? []);
    const [first] = kinds;
    if (!first || kinds.length < message.messages.length) return undefined;
    const { subpath } = this.#structures.get(first.bundle.canonical) ?? {};
    if (subpath === undefined || this.#disagree(kinds, message)) return undefined;
    const kindExtension = first.header.profile && findKindExtension(first.header.profile.content, first.type.code);
    if (kindExtension === undefined) return this.#unmarked(message, first);
    const name = toIdentifier(pascalCase(message.name));
    const { url, event, refused, catalogue, cases, key, sequence, version, title, description } = message;
    return {
      name,
      subpath,
      module: `${subpath}/message`,
      canonical: url,
      event,
      kindExtension,
      kinds,
      refused,
      catalogue,
      cases: cases.map((one) => this.#case(one, kinds, message)),
      parameters: message.parameters.flatMap((parameter) => this.#parameter(parameter, first, message) ?? []),
      ...(key && { key }),
      ...(sequence !== undefined && { sequence }),
      ...(version !== undefined && { version }),
      ...(title !== undefined && { title }),
      ...(description !== undefined && { description }),
    };
  }

  #parameter(
    { name, element }: MessageDefinition['parameters'][number],
    first: MessageKindModel,
    message: MessageDefinition,
  ): ParameterModel | undefined {
    const found = findElement(first.header.profile, element);
    if (!found) {
      const text = `The parameter ${name} refers to the element ${element} of the header, which does not exist.`;
      this.#report(diagnostic('model/message-incomplete', text, { file: message.source.file, canonical: message.url }));
      return undefined;
    }
    const others = [...first.entries, ...first.roles].map((one) =>
      'group' in one ? (one.group ?? one.name) : one.name,
    );
    if (others.includes(name)) {
      const text = `The parameter ${name} has the same name as an entry or role.`;
      this.#report(diagnostic('model/message-incomplete', text, { file: message.source.file, canonical: message.url }));
      return undefined;
    }
    const { input, short } = found;
    const isDerived = first.derivations.some((one) => input.every((step, index) => one.input[index] === step));
    return { name, path: input, isRequired: found.isRequired && !isDerived, ...(short !== undefined && { short }) };
  }

  #kind(kind: MessageKind, message: MessageDefinition): MessageKindModel | undefined {
    const { url } = parseCanonical(kind.bundle);
    const { model: bundle, subpath = '' } = this.#structures.get(url) ?? {};
    const slices = bundle?.content.elements.find(({ name }) => name === 'entry')?.slices ?? [];
    const definition = this.#resolved.get(url)?.definition;
    const fillings = definition?.fillings ?? [];
    const all = slices.flatMap((slice) => this.#entry(slice, fillings, subpath) ?? []);
    const header = all.find(({ fhirType }) => fhirType === 'MessageHeader');
    if (!bundle || !header?.profile) return this.#fail(message, url, bundle !== undefined);
    const reached = reachedTypes(all, message.focus);
    const entries = all
      .filter((entry) => entry !== header)
      .map((entry) => ({ ...entry, isReached: reached.has(entry.fhirType) }));
    const focus = entries.find(({ fhirType }) => fhirType === message.focus);
    const roles = (definition?.roles ?? []).flatMap((role) => this.#role(role, entries, fillings, message, url) ?? []);
    const profiles = new Map([
      ...entries.map(({ name, profile }) => [name, profile] as const),
      ...roles.map(({ name, structure, slice }) => {
        return [name, structure ?? entries.find((entry) => entry.name === slice)?.profile] as const;
      }),
    ]);
    return {
      type: kind.type,
      ...(kind.meaning !== undefined && { meaning: kind.meaning }),
      ...(focus && { focus: focus.name }),
      ...(definition?.claims !== undefined && { claims: definition.claims }),
      bundle,
      header,
      entries,
      roles,
      derivations: (definition?.derivations ?? []).flatMap(
        (derivation) => this.#derivation(derivation, header.profile, profiles.get(derivation.role), message, url) ?? [],
      ),
      covered: [...new Set(all.flatMap(({ profile }) => this.#lineage(profile)))].sort(compareText),
    };
  }

  /** Reports a name with different meanings in several kinds, because one reader reads all kinds. */
  #disagree(kinds: readonly MessageKindModel[], message: MessageDefinition): boolean {
    const all = kinds.flatMap((kind) => [...kind.entries, ...kind.roles]);
    const meanings = new Map<string, string>();
    const clash = all.find((one) => {
      const name = 'group' in one && one.group !== undefined ? `${one.group}.${one.name}` : one.name;
      const meaning = `${'select' in one ? one.select : one.fhirType}, ${one.max > 1 ? 'a list' : 'at most one'}`;
      const known = meanings.get(name) ?? meaning;
      meanings.set(name, known);
      return known !== meaning;
    });
    if (!clash) return false;
    const text = `The entry or role ${clash.name} is selected differently, or has a different cardinality, in some kinds.`;
    this.#report(diagnostic('model/message-incomplete', text, { file: message.source.file, canonical: message.url }));
    return true;
  }

  #fail(message: MessageDefinition, bundle: string, isFound: boolean): undefined {
    const why = isFound ? 'has no slice for its MessageHeader with a profile' : 'is not in the input';
    const at = { file: message.source.file, canonical: message.url };
    this.#report(diagnostic('model/message-incomplete', `The Bundle profile ${bundle} ${why}.`, at));
    return undefined;
  }

  #unmarked(message: MessageDefinition, { type, header }: MessageKindModel): undefined {
    const text = `No extension of the header ${header.profile?.canonical} is fixed to the code ${type.code}.`;
    this.#report(diagnostic('model/message-incomplete', text, { file: message.source.file, canonical: message.url }));
    return undefined;
  }

  #entry(slice: SliceModel, fillings: readonly FillingDefinition[], subpath: string): EntryModel | undefined {
    const resource = slice.type.content?.elements.find(({ name }) => name === 'resource');
    const type = resource?.types[0];
    if (type?.kind !== 'resource' || type.types.length !== 1) return undefined;
    const profile = this.#profileOf(type.ref);
    return {
      name: slice.propertyName,
      fhirType: type.code,
      min: slice.min,
      max: slice.max,
      ...(slice.short !== undefined && { short: slice.short }),
      ref: type.ref,
      ...(profile && { profile }),
      own: this.#ownOf(profile, subpath),
      isReached: false,
      fillings: fillingsOf(slice.propertyName, type.code, profile, fillings),
    };
  }

  #profileOf(ref: InterfaceRef): StructureModel | undefined {
    const found = [...this.#structures.values()].find(
      ({ model }) => model.module === ref.module && model.name === ref.name,
    )?.model;
    return found?.role === 'profile' ? found : undefined;
  }

  /** Returns the profile and its base profiles, as long as they belong to the same family. */
  #ownOf(profile: StructureModel | undefined, subpath: string): StructureModel[] {
    if (!profile || this.#structures.get(profile.canonical)?.subpath !== subpath) return [];
    return [...this.#ownOf(profile.parent && this.#profileOf(profile.parent), subpath), profile];
  }

  #lineage(profile: StructureModel | undefined): string[] {
    const lineage = profile ? (this.#resolved.get(profile.canonical)?.lineage ?? []) : [];
    return lineage.filter((url) => this.#resolved.get(url)?.definition.derivation === 'constraint');
  }

  #role(
    role: RoleDefinition,
    entries: readonly EntryModel[],
    fillings: readonly FillingDefinition[],
    message: MessageDefinition,
    bundle: string,
  ): RoleModel | undefined {
    const entry = entries.find(({ name }) => name === role.slice);
    const structure = role.profile === undefined ? undefined : this.#structures.get(role.profile)?.model;
    const isKnown = role.profile === undefined || structure !== undefined;
    if (!entry || !isKnown) {
      const lacks = entry ? `the profile ${role.profile}` : `the entry slice ${role.slice}`;
      const text = `The role ${role.name} of ${bundle} needs ${lacks}, which does not exist.`;
      this.#report(diagnostic('model/message-incomplete', text, { file: message.source.file, canonical: bundle }));
      return undefined;
    }
    const ref = structure ? { name: structure.name, module: structure.module } : entry.ref;
    return {
      ...role,
      fhirType: entry.fhirType,
      ref,
      ...(structure && { structure }),
      fillings: fillingsOf(role.name, entry.fhirType, structure ?? entry.profile, fillings),
    };
  }

  #case(
    { name, when, description, profiles }: CaseDefinition,
    kinds: readonly MessageKindModel[],
    { url, source }: MessageDefinition,
  ): CaseModel {
    const known = kinds.flatMap((kind) => [...kind.entries, ...kind.roles].map((one) => one.name));
    const parts = profiles.flatMap(({ role, profile }) => {
      const structure = this.#structures.get(profile)?.model;
      if (structure && known.includes(role))
        return [{ role, structure, ref: { name: structure.name, module: structure.module } }];
      const lacks = structure ? `the entry or role ${role}` : `the profile ${profile}`;
      const text = `The case ${name} needs ${lacks}, which does not exist.`;
      this.#report(diagnostic('model/message-incomplete', text, { file: source.file, canonical: url }));
      return [];
    });
    return { name, when, parts, ...(description !== undefined && { description }) };
  }

  #derivation(
    derivation: DerivationDefinition,
    header: StructureModel | undefined,
    source: StructureModel | undefined,
    message: MessageDefinition,
    bundle: string,
  ): DerivationModel | undefined {
    const { element, from, role } = derivation;
    const found = findElement(header, element);
    const origin = from === undefined || !source ? { input: [] } : findElement(source, from);
    if (found && origin)
      return { ...derivation, at: found.steps, input: found.input, origin: origin.input, fhirType: found.fhirType };
    const text = found
      ? `The ${role} of ${bundle} has no element ${from}.`
      : `The header of ${bundle} has no element ${element}.`;
    this.#report(diagnostic('model/message-incomplete', text, { file: message.source.file, canonical: bundle }));
    return undefined;
  }
}

/** Collects the references of an entry or role that a builder sets, by their names in its input. */
function fillingsOf(
  name: string,
  fhirType: string,
  structure: StructureModel | undefined,
  fillings: readonly FillingDefinition[],
): FillingModel[] {
  return fillings.flatMap(({ element, role, of, isEither = false }) => {
    const isMeant = element.startsWith(`${fhirType}.`) && role !== name && (of?.includes(name) ?? true);
    const found = isMeant ? findElement(structure, element) : undefined;
    if (!found) return [];
    const [first] = found.input;
    const top = structure?.content.elements.find((one) => one.name === first);
    return [{ role, path: found.input, isNeeded: (top?.min ?? 0) > 0, isEither }];
  });
}
