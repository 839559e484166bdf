import { optionalType, type MemberView } from '../member-view.ts';
import type { InterfaceRef } from '../../model/model.ts';
import type { CaseModel, EntryModel, MessageKindModel, MessageModel, RoleModel } from '../../model/package-model.ts';
import {
  alternativesOf,
  type Code,
  nothing,
  ident,
  key,
  typeName,
  literal,
  code,
  objectType,
  generic,
  union,
} from '../../code/code.ts';
import { docLines } from '../../code/comment.ts';
import { sentence } from '../../declare/docs.ts';
import { refusedName, type PackageNames } from '../../declare/names.ts';
import { baseModule } from './message-code.ts';
import { partInputName } from '../../declare/message-names.ts';
import { hasOwnCases, isBuilt, isOfCases, offered, type BuiltPart } from '../../declare/message-parts.ts';

const optional = code`?`;
const required = nothing;
const listOf = { name: 'ListOf', module: '#runtime/core/lists.js' };

/** Writes the types of what the builders of messages take and what their readers return. */
export class MessageTypes {
  readonly #message: MessageModel;
  readonly #names: PackageNames;

  constructor(message: MessageModel, names: PackageNames) {
    this.#message = message;
    this.#names = names;
  }

  /** Members of what the builder of a kind takes; without those that each case has for itself. */
  inputMembers(kind: MessageKindModel): NamedMember[] {
    return [
      ...this.#message.parameters.map((parameter) =>
        member(
          docLines(sentence(parameter.short)),
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
  caseInputMembers(kind: MessageKindModel, { name, description, parts }: CaseModel): NamedMember[] {
    return [
      member(docLines(sentence(description)), 'case', literal(name), true),
      ...parts.map(({ role, structure, ref }) => {
        const one = [...kind.entries, ...kind.roles].find((part) => part.name === role);
        const type = this.#given({ ref, max: one?.max ?? 1 });
        return member(docLines(sentence(structure.title)), role, type, (one?.min ?? 0) > 0);
      }),
    ];
  }

  /** Names of what the builder of a kind has to be given; in a group by both names. */
  neededNames(kind: MessageKindModel): string[] {
    const inCases = hasOwnCases(this.#message)
      ? this.#message.cases.flatMap((one) => this.caseInputMembers(kind, one))
      : [];
    const needed = [...this.inputMembers(kind), ...inCases].filter(({ mark }) => mark === required);
    const inGroups = offered(kind).filter(
      (role) => role.group !== undefined && this.#roleMember(role, kind).mark === required,
    );
    return [
      ...new Set([...needed.map(({ name }) => name), ...inGroups.map(({ group, name }) => `${group ?? ''}.${name}`)]),
    ];
  }

  /** The parents and the members of the input of a resource; the message sets some references of it. */
  partInput({ ref, fhirType, filled }: BuiltPart): { parents: Code; members: MemberView[] } {
    const input = this.#input(ref);
    const names = [...filled.keys()].map(literal);
    const members = [...filled].map(([name, role]) =>
      member(docLines(`Refers to \`${role}\` unless given.`), name, code`${input}[${literal(name)}]`, false),
    );
    const given = names.length > 0 ? generic(code`Omit`, [input, union(names)]) : input;
    const refused = typeName({ name: refusedName(fhirType), module: baseModule(fhirType) });
    return { parents: code`${given}, ${refused}`, members };
  }

  /** The type of a part of the header's input. */
  #fromHeader({ header }: MessageKindModel, [first = '', ...rest]: readonly string[]): Code {
    const input = this.#input(header.ref);
    const start = code`${input}[${literal(first)}]`;
    return rest.reduce((type, name) => code`NonNullable<${type}>[${literal(name)}]`, start);
  }

  #input(ref: InterfaceRef): Code {
    return typeName({ name: this.#names.inputName(ref), module: ref.module });
  }

  #entryMembers(kind: MessageKindModel): NamedMember[] {
    return [
      ...kind.entries
        .filter((entry) => !isOfCases(this.#message, entry.name))
        .map((entry) => {
          const isNeeded = entry.min > 0 && !entry.isReached && !kind.roles.some(({ slice }) => slice === entry.name);
          const doc = docLines([sentence(entry.short), `${rangeOf(entry)}.`, ...namedText(entry, kind)].join(' '));
          return member(doc, entry.name, this.#taken(entry), isNeeded);
        }),
      ...offered(kind)
        .filter(({ name, group }) => group === undefined && !isOfCases(this.#message, name))
        .map((role) => this.#roleMember(role, kind)),
    ];
  }

  #roleMember(role: RoleModel, kind: MessageKindModel): NamedMember {
    const entry = kind.entries.find(({ name }) => name === role.slice);
    const isOnlyFilled = [...kind.entries, ...kind.roles].some(
      ({ min, fillings }) => min > 0 && fillings.some((one) => one.isNeeded && !one.isEither && one.role === role.name),
    );
    const isNeeded = role.min > 0 && role.severity === 'error' && (entry?.isReached === false || isOnlyFilled);
    const doc = docLines(`${sentence(role.structure?.title)} ${rangeOf(role)}.`);
    return member(doc, role.name, this.#taken(role), isNeeded);
  }

  #groupMembers(kind: MessageKindModel): NamedMember[] {
    const groups = new Map<string, RoleModel[]>();
    for (const role of offered(kind))
      if (role.group !== undefined) groups.set(role.group, [...(groups.get(role.group) ?? []), role]);
    return [...groups].map(([name, roles]) => {
      const members = roles.map((role) => this.#roleMember(role, kind));
      const isNeeded = members.some(({ mark }) => mark === required);
      const lines = members.map((one) => code`${one.key}${one.mark}: ${one.type}`);
      return member(docLines(groupText(roles, kind, isNeeded)), name, objectType(lines), isNeeded);
    });
  }

  /** What is taken for an entry or a role: a resource, and where there is a builder the input from which one is made. */
  #taken(part: EntryModel | RoleModel): Code {
    return isBuilt(part) ? this.#given(part) : this.#listed(typeName(part.ref), part.max);
  }

  #given({ ref, max }: Pick<EntryModel, 'ref' | 'max'>): Code {
    return this.#listed(union([typeName(ref), ident(partInputName(this.#message, ref))]), max);
  }

  #listed(one: Code, max: number): Code {
    return max > 1 ? union([...alternativesOf(one), generic(typeName(listOf), [one])]) : one;
  }

  #others(): NamedMember {
    const type = typeName({ name: 'FhirResource', module: 'fhir/r3.js' });
    const doc = docLines('Further resources of the message that no reference points to.');
    return member(doc, 'others', this.#listed(type, Infinity), false);
  }

  /** Members of what is read from a message of a kind; without those that each case has for itself. */
  contentMembers(kind: MessageKindModel): MemberView[] {
    return [
      own('type', literal(kind.type.code), sentence(kind.meaning)),
      own('header', typeName(kind.header.ref), sentence(kind.header.short)),
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
  caseContentMembers(kind: MessageKindModel, { name, description, parts }: CaseModel): MemberView[] {
    return [
      own('case', literal(name), sentence(description)),
      ...parts.map(({ role, structure, ref }) => {
        const { max = 1, min = 0 } = [...kind.entries, ...kind.roles].find((part) => part.name === role) ?? {};
        return own(role, this.#read({ ref, max, min }), sentence(structure.title));
      }),
    ];
  }

  #caseMember(): MemberView[] {
    const { cases } = this.#message;
    if (cases.length === 0 || hasOwnCases(this.#message)) return [];
    const names = cases.map(({ name }) => literal(name));
    return [own('case', union([...names, code`undefined`]), 'The alternative that the message is.')];
  }

  #groupContents(kind: MessageKindModel): MemberView[] {
    const groups = [...new Set(offered(kind).flatMap(({ group }) => group ?? []))];
    return groups.map((group) => {
      const lines = offered(kind)
        .filter((role) => role.group === group)
        .map((role) => code`${key(role.name)}: ${this.#read(readable(role))}`);
      return own(group, objectType(lines), 'The resources by name.');
    });
  }

  #keyType(): Code {
    return code`${typeName({ name: 'Identifier', module: 'base/identifier' })}`;
  }

  #read({ ref, max, min }: Pick<EntryModel, 'ref' | 'max' | 'min'>): Code {
    const type = typeName(ref);
    if (max > 1) return code`${type}[]`;
    return min > 0 ? type : optionalType(type);
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

function rangeOf({ min, max }: { readonly min: number; readonly max: number }): string {
  return `${min}..${max === Infinity ? '*' : max}`;
}

/** A member that is known by its name. */
type NamedMember = MemberView & { readonly name: string };

function own(name: string, type: Code, text: string): NamedMember {
  return { name, doc: docLines(text), key: key(name), mark: required, type };
}

function member(doc: readonly string[], name: string, type: Code, isRequired: boolean): NamedMember {
  return {
    name,
    doc,
    key: key(name),
    mark: isRequired ? required : optional,
    type: isRequired ? type : optionalType(type),
  };
}

export function unionOf(names: readonly Code[]): Code {
  return union(names);
}
