import type { InterfaceRef } from '../../model/model.ts';
import type { CaseModel, EntryModel, MessageKindModel, MessageModel, RoleModel } from '../../model/package-model.ts';
import type { InterfaceDeclaration, MemberDeclaration } from '../declarations.ts';
import { cardinality, docOf, sentence } from '../doc-text.ts';
import {
  absentable,
  arrayOf,
  keyword,
  literal,
  local,
  memberOf,
  named,
  optional,
  runtimeType,
  type TypeExpression,
  type TypeMember,
  union,
} from '../expressions.ts';
import { refusedName, type PackageNames } from '../names.ts';
import { baseModule, groupInputName, partInputName } from './message-names.ts';
import {
  groupsOf,
  hasOwnCases,
  isBuilt,
  isNeededInHeader,
  isOfCases,
  offered,
  type BuiltPart,
} from './message-parts.ts';

/** The input of what a kind of message takes under one name. */
export interface GroupInput {
  /** Name of the interface. */
  readonly name: string;
  readonly group: string;
  readonly roles: readonly RoleModel[];
  readonly members: readonly MemberDeclaration[];
}

/** Declares the members of what the builders of messages take and what their readers return. */
export class MessageMembers {
  readonly #message: MessageModel;
  readonly #names: PackageNames;

  constructor(message: MessageModel, names: PackageNames) {
    this.#message = message;
    this.#names = names;
  }

  /** Members of what the builder of a kind takes; without those that each case has for itself. */
  inputMembers(kind: MessageKindModel): MemberDeclaration[] {
    return [
      ...this.#message.parameters.map((parameter) =>
        member(
          sentence(parameter.short),
          parameter.name,
          this.#fromHeader(kind, parameter.path),
          parameter.isRequired && parameter.path.join() !== 'timestamp',
        ),
      ),
      ...this.#entryMembers(kind),
      ...this.#groupMembers(kind),
      this.#others(),
    ];
  }

  /** Members of what the builder of a kind takes in one case: its name, and what has to follow a profile of its own. */
  caseInputMembers(kind: MessageKindModel, { name, description, parts }: CaseModel): MemberDeclaration[] {
    return [
      member(sentence(description), 'case', literal(name), true),
      ...parts.map(({ role, structure, ref }) => {
        const one = [...kind.entries, ...kind.roles].find((part) => part.name === role);
        const type = this.#given({ ref, max: one?.max ?? 1 });
        return member(sentence(structure.title), role, type, (one?.min ?? 0) > 0);
      }),
    ];
  }

  /** Names of what the builder of a kind has to be given; in a group by both names. */
  neededNames(kind: MessageKindModel): string[] {
    const inCases = hasOwnCases(this.#message)
      ? this.#message.cases.flatMap((one) => this.caseInputMembers(kind, one))
      : [];
    const needed = [...this.inputMembers(kind), ...inCases].filter(({ isOptional }) => !isOptional);
    const inGroups = offered(kind).filter(
      (role) => role.group !== undefined && !this.#roleMember(role, kind).isOptional,
    );
    return [
      ...new Set([...needed.map(({ name }) => name), ...inGroups.map(({ group, name }) => `${group ?? ''}.${name}`)]),
    ];
  }

  /** What the input of a resource extends, and its members; the message sets some references of it. */
  partInput({ ref, fhirType, filled }: BuiltPart): Pick<InterfaceDeclaration, 'extends' | 'members'> {
    const input = this.#input(ref);
    const names = [...filled.keys()].map(literal);
    const given = names.length > 0 ? local('Omit', [input, union(names)]) : input;
    return {
      extends: [given, named({ name: refusedName(fhirType), module: baseModule(fhirType) })],
      members: [...filled].map(([name, role]) =>
        member(`Refers to \`${role}\` unless given.`, name, memberOf(input, name), false),
      ),
    };
  }

  /** The type of a part of the header's input. */
  #fromHeader({ header }: MessageKindModel, [first = '', ...rest]: readonly string[]): TypeExpression {
    const start = memberOf(this.#input(header.ref), first);
    // What has to be there need not be taken out of a union with undefined, which costs the compiler of an application.
    const isNeeded = isNeededInHeader(first, header);
    return rest.reduce((type, name, index) => {
      const owner = isNeeded && index === 0 ? type : local('NonNullable', [type]);
      return memberOf(owner, name);
    }, start);
  }

  #input(ref: InterfaceRef): TypeExpression {
    return named({ name: this.#names.inputName(ref), module: ref.module });
  }

  #entryMembers(kind: MessageKindModel): MemberDeclaration[] {
    return [
      ...kind.entries
        .filter((entry) => !isOfCases(this.#message, entry.name))
        .map((entry) => {
          const isNeeded = entry.min > 0 && !entry.isReached && !kind.roles.some(({ slice }) => slice === entry.name);
          const doc = [sentence(entry.short), `${cardinality(entry)}.`, ...namedText(entry, kind)].join(' ');
          return member(doc, entry.name, this.#taken(entry), isNeeded);
        }),
      ...offered(kind)
        .filter(({ name, group }) => group === undefined && !isOfCases(this.#message, name))
        .map((role) => this.#roleMember(role, kind)),
    ];
  }

  #roleMember(role: RoleModel, kind: MessageKindModel): MemberDeclaration {
    const entry = kind.entries.find(({ name }) => name === role.slice);
    const isOnlyFilled = [...kind.entries, ...kind.roles].some(
      ({ min, fillings }) => min > 0 && fillings.some((one) => one.isNeeded && !one.isEither && one.role === role.name),
    );
    const isNeeded = role.min > 0 && role.severity === 'error' && (entry?.isReached === false || isOnlyFilled);
    const doc = `${sentence(role.structure?.title)} ${cardinality(role)}.`;
    return member(doc, role.name, this.#taken(role), isNeeded);
  }

  #groupMembers(kind: MessageKindModel): MemberDeclaration[] {
    return this.#groups(kind).map(({ name, group, members, roles }) => {
      const isNeeded = members.some(({ isOptional }) => !isOptional);
      return member(groupText(roles, kind, isNeeded), group, local(name), isNeeded);
    });
  }

  /** The inputs of what any kind gathers under one name, each once. */
  allGroups(): GroupInput[] {
    const all = this.#message.kinds.flatMap((kind) => this.#groups(kind));
    return [...new Map(all.toReversed().map((group) => [group.name, group])).values()].toReversed();
  }

  #groups(kind: MessageKindModel): GroupInput[] {
    return groupsOf(kind).map((group) => {
      const roles = offered(kind).filter((role) => role.group === group);
      const members = roles.map((role) => this.#roleMember(role, kind));
      return { name: groupInputName(this.#message, kind, group), group, roles, members };
    });
  }

  /** What is taken for an entry or a role: a resource, and where there is a builder the input from which one is made. */
  #taken(part: EntryModel | RoleModel): TypeExpression {
    return isBuilt(part) ? this.#given(part) : this.#listed(named(part.ref), part.max);
  }

  #given({ ref, max }: Pick<EntryModel, 'ref' | 'max'>): TypeExpression {
    return this.#listed(union([named(ref), local(partInputName(this.#message, ref))]), max);
  }

  #listed(one: TypeExpression, max: number): TypeExpression {
    return max > 1 ? union([one, runtimeType('core/lists', 'ListOf', [one])]) : one;
  }

  #others(): MemberDeclaration {
    const type = named({ name: 'FhirResource', module: 'fhir/r3.js' });
    const doc = 'Further resources of the message that no reference points to.';
    return member(doc, 'others', this.#listed(type, Infinity), false);
  }

  /** Members of what is read from a message of a kind; without those that each case has for itself. */
  contentMembers(kind: MessageKindModel): MemberDeclaration[] {
    return [
      own('type', literal(kind.type.code), sentence(kind.meaning)),
      own('header', named(kind.header.ref), sentence(kind.header.short)),
      ...(this.#message.key
        ? [own('key', this.#keyType(), 'The identifier by which a receiver finds its own record.')]
        : []),
      ...this.#caseMember(),
      ...kind.entries
        .filter(({ name }) => !isOfCases(this.#message, name))
        .map((entry) => own(entry.name, this.#read(entry), sentence(entry.short))),
      ...offered(kind)
        .filter(({ name, group }) => group === undefined && !isOfCases(this.#message, name))
        .map((role) => own(role.name, this.#read(readable(role)), sentence(role.structure?.title))),
      ...this.#groupContents(kind),
    ];
  }

  /** Members of what is read from a message of a kind in one case. */
  caseContentMembers(kind: MessageKindModel, { name, description, parts }: CaseModel): MemberDeclaration[] {
    return [
      own('case', literal(name), sentence(description)),
      ...parts.map(({ role, structure, ref }) => {
        const { max = 1, min = 0 } = [...kind.entries, ...kind.roles].find((part) => part.name === role) ?? {};
        return own(role, this.#read({ ref, max, min }), sentence(structure.title));
      }),
    ];
  }

  #caseMember(): MemberDeclaration[] {
    const { cases } = this.#message;
    if (cases.length === 0 || hasOwnCases(this.#message)) return [];
    const names = cases.map(({ name }) => literal(name));
    return [own('case', union([...names, keyword('undefined')]), 'The alternative that the message is.')];
  }

  #groupContents(kind: MessageKindModel): MemberDeclaration[] {
    return groupsOf(kind).map((group) => {
      const members = offered(kind)
        .filter((role) => role.group === group)
        .map((role) => ({ name: role.name, isOptional: false, type: this.#read(readable(role)) }));
      return own(group, objectOf(members), 'The resources by name.');
    });
  }

  #keyType(): TypeExpression {
    return named({ name: 'Identifier', module: 'base/identifier' });
  }

  #read({ ref, max, min }: Pick<EntryModel, 'ref' | 'max' | 'min'>): TypeExpression {
    const type = named(ref);
    if (max > 1) return arrayOf(type);
    return min > 0 ? type : optional(type);
  }
}

/** What to give by name, and where the others go. */
function groupText(roles: readonly RoleModel[], kind: MessageKindModel, isNeeded: boolean): string {
  const lists = kind.entries.filter(({ name, max }) => max > 1 && roles.some(({ slice }) => slice === name));
  return [
    `By name, at most one of each: ${roles.map((role) => role.name).join(', ')}.`,
    ...(isNeeded ? [] : ['All of them are optional.']),
    ...lists.map(({ name }) => `Resources without a name here go into \`${name}\`.`),
  ].join(' ');
}

/** Which of a list are better given by name, so that what is known of them is filled in. */
function namedText({ name, max }: EntryModel, kind: MessageKindModel): string[] {
  const groups = offered(kind).flatMap(({ slice, group }) => (slice === name && group !== undefined ? [group] : []));
  const listed = [...new Set(groups)].map((group) => `\`${group}\``).join(' and ');
  return max > 1 && listed !== '' ? [`For resources that ${listed} has no name for; give the others there.`] : [];
}

/** What is only expected may be missing all the same, and more of it may be there. */
function readable(role: RoleModel): Pick<EntryModel, 'ref' | 'max' | 'min'> {
  return role.severity === 'error' ? role : { ref: role.ref, max: role.max, min: 0 };
}

function own(name: string, type: TypeExpression, text: string): MemberDeclaration {
  return { name, isOptional: false, type, doc: docOf(text) };
}

function member(text: string, name: string, type: TypeExpression, isRequired: boolean): MemberDeclaration {
  return { name, isOptional: !isRequired, type: isRequired ? type : absentable(type), doc: docOf(text) };
}

function objectOf(members: readonly TypeMember[]): TypeExpression {
  return { kind: 'object', members };
}
