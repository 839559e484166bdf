import { diagnostic } from '../../diagnostics/diagnostic.ts';
import { compileInvariant } from '../../fhirpath/compile-invariant.ts';
import { compileSelection } from '../../fhirpath/compile-selection.ts';
import { codedSelection } from '../../fhirpath/coded-selection.ts';
import type { StructureModel } from '../../model/model.ts';
import type {
  DerivationModel,
  EntryModel,
  FillingModel,
  MessageKindModel,
  MessageModel,
  RoleModel,
} from '../../model/package-model.ts';
import { call, entry, list, literal, object, pure, thunk, valueOf, type ValueExpression } from '../expressions.ts';
import { additionsName, additionsWithName, rulesName, shapeName } from '../names.ts';
import { heldSlices } from '../rules/held-slices.ts';
import type { RuleTools } from '../rules/rules-context.ts';
import { baseModule } from './message-names.ts';
import { constantFor, hasOwnCases, isOffered, offered, selectedIn, type Selected } from './message-parts.ts';
import { SharedTables } from './shared-tables.ts';

const messageModule = '#runtime/message/message.js';

/** What expressions in tables are understood with. */
export type MessageTableTools = Pick<RuleTools, 'types' | 'report'>;

/** Declares the tables that the runtime reads: what holds in a message, how one is made, and what is read from it. */
export class MessageTables {
  readonly #message: MessageModel;
  readonly #tools: MessageTableTools;
  /** What more holds among entries, by kind. */
  readonly roles: SharedTables;
  /** What the header repeats, by kind. */
  readonly derivations: SharedTables;
  /** Functions that return how messages are made, by kind. */
  readonly parts: SharedTables;

  constructor(message: MessageModel, tools: MessageTableTools) {
    this.#message = message;
    this.#tools = tools;
    const { kinds } = message;
    this.roles = new SharedTables('roles', kinds, ({ roles }) => list(roles.map((role) => this.#role(role))));
    this.derivations = new SharedTables('derivations', kinds, ({ derivations }) =>
      list(derivations.map((derivation) => this.#derivation(derivation))),
    );
    this.parts = new SharedTables('parts', kinds, (kind) => this.#parts(kind));
  }

  /** What finds an entry or role in a Bundle. */
  select({ by }: Selected): ValueExpression {
    if ('type' in by) return pure(call({ name: 'ofType', module: messageModule }, [literal(by.type)]));
    const coded = codedSelection(by.path);
    if (!coded) return this.#find(by.path, 'Bundle');
    const { type, element, system, code: value } = coded;
    const isList = this.#tools.types.membersOf(type, element).some((member) => member.isList);
    const args = [type, element, system, value, ...(isList ? [true] : [])];
    return pure(call({ name: 'codedAs', module: messageModule }, args.map(literal)));
  }

  #find(expression: string, at: string): ValueExpression {
    const compiled = compileSelection(expression, at, this.#tools.types);
    if (compiled.kind === 'compiled') return { kind: 'selection', expression, at };
    const message = `The expression ${expression} cannot be compiled: ${compiled.reason}.`;
    this.#tools.report(diagnostic('emit/invariant-unsupported', message, { canonical: this.#message.canonical }));
    return thunk(list([]));
  }

  /** The rules of one kind. */
  rules(kind: MessageKindModel): ValueExpression {
    const shared = new Set(this.covered());
    return objectOf([
      ['profile', literal(kind.bundle.canonical)],
      ['rules', valueOf({ name: rulesName(kind.bundle.name), module: kind.bundle.module })],
      ['covered', literal(kind.covered.filter((url) => !shared.has(url)))],
      ...this.#among(kind),
    ]);
  }

  /** What the builder of one kind checks: the rules of the event alone. */
  conditions(kind: MessageKindModel): ValueExpression {
    const { name, module } = kind.bundle;
    const entries = new Map([kind.header, ...kind.entries].map((one) => [one.name, one]));
    const held = heldSlices(kind.bundle).map((slice): Pair => {
      return [slice.name, list((entries.get(slice.name)?.own ?? []).map((own) => this.#additions(own)))];
    });
    const rules = pure(call({ name: additionsWithName(name), module }, [thunk(objectOf(held))]));
    return objectOf([['profile', literal(kind.bundle.canonical)], ['rules', rules], ...this.#among(kind)]);
  }

  /** Canonicals of the profiles that entries of all kinds have to follow. */
  covered(): string[] {
    const [first, ...others] = this.#message.kinds;
    return (first?.covered ?? []).filter((url) => others.every((kind) => kind.covered.includes(url)));
  }

  /** What holds among the entries. */
  #among(kind: MessageKindModel): Pair[] {
    return [
      ['roles', ownValue(this.roles.of(kind))],
      ['derivations', ownValue(this.derivations.of(kind))],
    ];
  }

  #role(role: RoleModel): ValueExpression {
    const { structure, severity, downgrades, isUnchecked } = role;
    return objectOf([
      ['name', literal(role.name)],
      ['slice', literal(role.slice)],
      ['select', ownValue(this.#constant(role.name))],
      ['min', literal(role.min)],
      ['max', role.max === Infinity ? ownValue('Infinity') : literal(role.max)],
      ...(severity === 'warning' ? [pair('severity', literal(severity))] : []),
      ...(structure && !isUnchecked ? [pair('rules', this.#additions(structure))] : []),
      ...(downgrades.length > 0
        ? [pair('downgrades', literal(downgrades.map((one) => [one.element, one.severity])))]
        : []),
    ]);
  }

  #additions({ name, module }: StructureModel): ValueExpression {
    return valueOf({ name: additionsName(name), module });
  }

  #derivation(derivation: DerivationModel): ValueExpression {
    const { at, role, path, compare, fhirType, element, severity, input, origin, parts } = derivation;
    return objectOf([
      ['element', literal(element)],
      [
        'at',
        list(
          at.map(({ name, mark, member }) =>
            objectOf([
              ['name', literal(member ?? name)],
              ...(mark ? [pair('mark', literal([mark.path, mark.value]))] : []),
              ...(member === undefined ? [] : [pair('id', literal(name))]),
            ]),
          ),
        ),
      ],
      ['role', literal(role)],
      ['select', ownValue(this.#constant(role))],
      ['find', this.#find(path, this.#typeOf(role))],
      ['compare', this.#find(compare, fhirType)],
      ...(/^\w+$/.test(compare) ? [pair('compared', literal(compare))] : []),
      ['to', literal(input)],
      ...(origin.length > 0 ? [pair('from', literal(origin))] : []),
      ...(parts ? [pair('parts', literal(parts))] : []),
      ...(severity === 'warning' ? [pair('severity', literal(severity))] : []),
    ]);
  }

  #typeOf(name: string): string {
    const all = this.#message.kinds.flatMap((kind) => [...kind.entries, ...kind.roles]);
    return all.find((one) => one.name === name)?.fhirType ?? 'Resource';
  }

  #constant(name: string): string {
    const constant = constantFor(this.#message, name);
    if (constant !== undefined) return constant;
    const message = `There is no entry or role called ${name}.`;
    this.#tools.report(diagnostic('model/message-incomplete', message, { canonical: this.#message.canonical }));
    return 'undefined';
  }

  #parts(kind: MessageKindModel): ValueExpression {
    const { parameters } = this.#message;
    return objectOf([
      ['parameters', objectOf(parameters.map(({ name, path }): Pair => [name, literal(path)]))],
      ['entries', objectOf(this.#ordered(kind).map((part): Pair => [part.name, this.#entry(part)]))],
      ...this.#groups(kind),
      ...this.#focus(kind),
      ['derived', ownValue(this.derivations.of(kind))],
      ...this.#headerReferences(kind),
      ...this.#caseParts(),
      ...(kind.claims === undefined ? [] : [pair('claims', literal(kind.claims))]),
    ]);
  }

  /** What the message is about comes first. */
  #ordered(kind: MessageKindModel): (EntryModel | RoleModel)[] {
    const focus = kind.focus;
    const all = [...kind.entries, ...offered(kind).filter(({ group }) => group === undefined)];
    return [...all.filter(({ name }) => name === focus), ...all.filter(({ name }) => name !== focus)];
  }

  #focus(kind: MessageKindModel): Pair[] {
    return kind.focus === undefined ? [] : [pair('focus', literal(kind.focus))];
  }

  #groups(kind: MessageKindModel): Pair[] {
    const groups = [...new Set(offered(kind).flatMap(({ group }) => group ?? []))];
    if (groups.length === 0) return [];
    const entries = groups.map((group): Pair => {
      const roles = offered(kind).filter((role) => role.group === group);
      return [group, objectOf(roles.map((role): Pair => [role.name, this.#entry(role)]))];
    });
    return [pair('groups', objectOf(entries))];
  }

  #entry(part: EntryModel | RoleModel): ValueExpression {
    const isProfiled = 'select' in part ? !part.ref.module.startsWith('fhir/') : part.profile !== undefined;
    const fillings = isProfiled ? part.fillings : [];
    return objectOf([
      ['type', literal(part.fhirType)],
      ...(isProfiled ? [pair('shape', this.shapeOf(part))] : []),
      ...(fillings.length > 0 ? [pair('filled', list(fillings.map((filling) => this.#filling(filling))))] : []),
    ]);
  }

  #filling({ role, path }: FillingModel): ValueExpression {
    return objectOf([
      ['role', literal(role)],
      ['select', ownValue(this.#constant(role))],
      ['to', literal(path)],
    ]);
  }

  #headerReferences({ header }: MessageKindModel): Pair[] {
    const { fillings } = header;
    return fillings.length > 0 ? [pair('filled', list(fillings.map((filling) => this.#filling(filling))))] : [];
  }

  /** What each case has for itself. */
  #caseParts(): Pair[] {
    if (!hasOwnCases(this.#message)) return [];
    const cases = this.#message.cases.map(({ name, when, parts }): Pair => {
      const entries = parts.map(({ role, structure, ref }): Pair => {
        return [
          role,
          objectOf([
            ['type', literal(structure.fhirType)],
            ['shape', this.shapeOf({ ref })],
          ]),
        ];
      });
      return [
        name,
        objectOf([
          ['when', this.#condition(name, when)],
          ['entries', objectOf(entries)],
        ]),
      ];
    });
    return [pair('cases', objectOf(cases))];
  }

  /** How what stands for an entry or a role is built. */
  shapeOf({ ref }: Pick<EntryModel, 'ref'>): ValueExpression {
    return valueOf({ name: shapeName(ref.name), module: ref.module });
  }

  /** What is read from the messages. */
  reading(): ValueExpression {
    const { key: found, cases } = this.#message;
    return objectOf([
      ['kindExtension', ownValue('kindExtension')],
      [
        'parts',
        list(
          selectedIn(this.#message)
            .filter((one) => isOffered(this.#message, one))
            .map(({ name, group, isList, constant }) =>
              objectOf([
                ['name', literal(name)],
                ...(group === undefined ? [] : [pair('group', literal(group))]),
                ['isList', literal(isList)],
                ['select', ownValue(constant)],
              ]),
            ),
        ),
      ],
      ...(found
        ? [
            pair(
              'key',
              objectOf([
                ['select', ownValue(this.#constant(found.role))],
                ['find', this.#find(found.path, this.#typeOf(found.role))],
              ]),
            ),
          ]
        : []),
      ...(cases.length > 0 ? [pair('cases', list(cases.map(({ name, when }) => this.#case(name, when))))] : []),
    ]);
  }

  #case(name: string, when: string): ValueExpression {
    return list([literal(name), this.#condition(name, when)]);
  }

  #condition(name: string, when: string): ValueExpression {
    const compiled = compileInvariant(when, 'Bundle', this.#tools.types);
    if (compiled.kind === 'compiled') return { kind: 'condition', expression: when, at: 'Bundle' };
    const message = `The case ${name} cannot be determined: ${compiled.reason}.`;
    this.#tools.report(diagnostic('emit/invariant-unsupported', message, { canonical: this.#message.canonical }));
    return thunk(literal(false));
  }

  /** What finds the element that puts messages in order, from the header. */
  sequence(path: string): ValueExpression {
    return this.#find(path, 'MessageHeader');
  }

  /** Rules of the types that entries of any kind have. */
  types(): ValueExpression {
    const types = [
      ...new Set(this.#message.kinds.flatMap((kind) => [kind.header, ...kind.entries]).map((one) => one.fhirType)),
    ].sort();
    return list(types.map((type) => valueOf({ name: rulesName(type), module: baseModule(type) })));
  }
}

type Pair = readonly [name: string, value: ValueExpression];

function pair(name: string, value: ValueExpression): Pair {
  return [name, value];
}

/** An object with such entries. */
export function objectOf(pairs: readonly Pair[]): ValueExpression {
  return object(pairs.map(([name, value]) => entry(name, value)));
}

/** A value that the module itself declares, or the language. */
export function ownValue(name: string): ValueExpression {
  return valueOf({ name, module: '' });
}
