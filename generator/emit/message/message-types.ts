import type { EntryModel, InterfaceRef, MessageKindModel, MessageModel, RoleModel } from '../../model/model.ts';
import { code, Code, docLines, join, key, literal } from '../code.ts';
import type { Imports } from '../imports.ts';
import { sentence } from '../member-doc.ts';
import type { MemberView } from '../member-view.ts';
import type { PackageNames } from '../names.ts';
import { offered } from './message-parts.ts';

const optional = Code.trusted('?');
const required = Code.trusted('');

/** Writes the types of what the builders of messages take and what their readers return. */
export class MessageTypes {
  readonly #imports: Imports;
  readonly #names: PackageNames;

  constructor(imports: Imports, names: PackageNames) {
    this.#imports = imports;
    this.#names = names;
  }

  /** Members of what the builder of a kind takes. */
  inputMembers(message: MessageModel, kind: MessageKindModel): MemberView[] {
    return [
      ...message.parameters.map((parameter) =>
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

  /** The type of a part of the header's input. */
  #fromHeader({ header }: MessageKindModel, [first = '', ...rest]: readonly string[]): Code {
    const input = this.#input(header.ref);
    const start = code`${input}[${literal(first)}]`;
    return rest.reduce((type, name) => code`NonNullable<${type}>[${literal(name)}]`, start);
  }

  #input(ref: InterfaceRef): Code {
    return this.#imports.use({ name: this.#names.inputName(ref), module: ref.module });
  }

  #entryMembers(kind: MessageKindModel): MemberView[] {
    return [
      ...kind.entries.map((entry) => {
        const isNeeded = entry.min > 0 && !entry.isReached && !kind.roles.some(({ slice }) => slice === entry.name);
        const doc = docLines(`${sentence(entry.short)} ${rangeOf(entry)}.`);
        return member(doc, entry.name, this.#given(entry, entry.profile !== undefined), isNeeded);
      }),
      ...offered(kind)
        .filter(({ group }) => group === undefined)
        .map((role) => this.#roleMember(role, kind)),
    ];
  }

  #roleMember(role: RoleModel, kind: MessageKindModel): MemberView {
    const entry = kind.entries.find(({ name }) => name === role.slice);
    const isNeeded = role.min > 0 && role.severity === 'error' && entry?.isReached === false;
    const doc = docLines(`${sentence(role.structure?.title)} ${rangeOf(role)}.`);
    return member(doc, role.name, this.#given(role, role.ref.module.startsWith('fhir/') === false), isNeeded);
  }

  #groupMembers(kind: MessageKindModel): MemberView[] {
    const groups = new Map<string, RoleModel[]>();
    for (const role of offered(kind))
      if (role.group !== undefined) groups.set(role.group, [...(groups.get(role.group) ?? []), role]);
    return [...groups].map(([name, roles]) => {
      const members = roles.map((role) => this.#roleMember(role, kind));
      const isNeeded = members.some(({ mark }) => mark === required);
      const lines = members.map((one) => code`${one.key}${one.mark}: ${one.type}`);
      return member(
        docLines(`One of each: ${roles.map((role) => role.name).join(', ')}.`),
        name,
        code`{ ${join(lines, '; ')} }`,
        isNeeded,
      );
    });
  }

  /** A resource, or the input from which one is made. */
  #given(entry: Pick<EntryModel, 'ref' | 'max'>, isBuilt: boolean): Code {
    const resource = this.#imports.use(entry.ref);
    const one = isBuilt ? code`${resource} | ${this.#input(entry.ref)}` : resource;
    return entry.max > 1 ? code`${one} | readonly (${one})[]` : one;
  }

  #others(): MemberView {
    const type = this.#imports.use({ name: 'FhirResource', module: 'fhir/r3.js' });
    const doc = docLines('Anything else that goes along and that no reference leads to.');
    return member(doc, 'others', code`${type} | readonly ${type}[]`, false);
  }

  /** Members of what is read from a message of a kind. */
  contentMembers(message: MessageModel, kind: MessageKindModel): MemberView[] {
    const own = (name: string, type: Code, text: string): MemberView => ({
      doc: docLines(text),
      key: key(name),
      mark: required,
      type,
    });
    return [
      own('type', literal(kind.type.code), sentence(kind.meaning)),
      own('header', this.#imports.use(kind.header.ref), sentence(kind.header.short)),
      ...(message.key ? [own('key', this.#keyType(), 'The identifier by which a receiver finds what it has.')] : []),
      ...this.#caseMember(message, own),
      ...kind.entries.map((entry) => own(entry.name, this.#read(entry), sentence(entry.short))),
      ...offered(kind)
        .filter(({ group }) => group === undefined)
        .map((role) => own(role.name, this.#read(readable(role)), sentence(role.structure?.title))),
      ...this.#groupContents(kind, own),
    ];
  }

  #caseMember(message: MessageModel, own: (name: string, type: Code, text: string) => MemberView): MemberView[] {
    if (message.cases.length === 0) return [];
    const names = message.cases.map(({ name }) => literal(name));
    return [own('case', code`${join(names, ' | ')} | undefined`, 'Which of the alternatives it is.')];
  }

  #groupContents(kind: MessageKindModel, own: (name: string, type: Code, text: string) => MemberView): MemberView[] {
    const groups = [...new Set(offered(kind).flatMap(({ group }) => group ?? []))];
    return groups.map((group) => {
      const lines = offered(kind)
        .filter((role) => role.group === group)
        .map((role) => code`${key(role.name)}: ${this.#read(readable(role))}`);
      return own(group, code`{ ${join(lines, '; ')} }`, 'What there is of each.');
    });
  }

  #keyType(): Code {
    return code`${this.#imports.use({ name: 'Identifier', module: 'base/identifier' })}`;
  }

  #read({ ref, max, min }: Pick<EntryModel, 'ref' | 'max' | 'min'>): Code {
    const type = this.#imports.use(ref);
    if (max > 1) return code`${type}[]`;
    return min > 0 ? type : code`${type} | undefined`;
  }
}

/** What is only expected may be missing all the same, and more of it may be there. */
function readable(role: RoleModel): Pick<EntryModel, 'ref' | 'max' | 'min'> {
  return role.severity === 'error' ? role : { ref: role.ref, max: role.max, min: 0 };
}

function rangeOf({ min, max }: { readonly min: number; readonly max: number }): string {
  return `${min}..${max === Infinity ? '*' : max}`;
}

function member(doc: readonly string[], name: string, type: Code, isRequired: boolean): MemberView {
  return {
    doc,
    key: key(name),
    mark: isRequired ? required : optional,
    type: isRequired ? type : code`${type} | undefined`,
  };
}

export function unionOf(names: readonly Code[]): Code {
  return join(names, ' | ');
}
