import type {
  ContentModel,
  ElementModel,
  InterfaceRef,
  PrimitiveType,
  StructureModel,
  TypeModel,
} from '../../model/model.ts';
import { type Code, ident, property, valueName, literal, code, call } from '../../code/code.ts';
import type { Report } from '../../diagnostics/diagnostic.ts';
import { lastSegment } from '../../fhir/canonical.ts';
import type { TypeLookup } from '../../fhirpath/type-lookup.ts';
import { codesName, entriesName, guardName, rulesName } from '../../declare/names.ts';
import { heldSlices } from './held-slices.ts';
import type { Templates } from '../templates.ts';

/** A constant that guards of one file share. */
export interface GuardConstant {
  readonly name: Code;
  readonly value: Code;
}

/** What the guards of all structures are written with. */
export interface GuardTools {
  readonly templates: Templates;
  /** Name of the package, for whoever asks where a guard comes from. */
  readonly packageName: string;
  /** The base types, for invariants. */
  readonly types: TypeLookup;
  readonly report: Report;
}

/** What the guards of one structure are written with. Constants they need are gathered on the way. */
export class GuardContext {
  readonly structure: StructureModel;
  readonly templates: Templates;
  readonly types: TypeLookup;
  readonly report: Report;
  readonly packageName: string;
  readonly #seenBits = new Map<ContentModel, ReadonlyMap<string, number>>();
  readonly #constants = new Map<string, GuardConstant>();
  /** Names under which whoever runs the rules of a message says what is held to which, by the slice of its entries. */
  readonly #held: ReadonlyMap<ContentModel, string>;
  readonly #plainEntries = new Set<ContentModel>();

  constructor(structure: StructureModel, tools: GuardTools) {
    this.structure = structure;
    this.types = tools.types;
    this.report = tools.report;
    this.packageName = tools.packageName;
    this.templates = tools.templates;
    this.#held = new Map(heldSlices(structure).map(({ content, name }) => [content, name]));
  }

  /** Notes that an entry of a message is held to nothing but the profile of its resource. */
  keepPlainEntry(content: ContentModel): void {
    this.#plainEntries.add(content);
  }

  /** The rules of a part of the structure: those of a plain entry come from the table of the message. */
  rulesOfPart(content: ContentModel): Code {
    const held = this.#plainEntries.has(content) ? this.#held.get(content) : undefined;
    return held === undefined ? ident(rulesName(content.name)) : property(ident(entriesName), held);
  }

  /** The rules of a profile that a resource inside a content has to follow. */
  rulesOf(profile: InterfaceRef, content: ContentModel): Code {
    const held = this.#held.get(content);
    if (held !== undefined) return code`held[${literal(held)}]`;
    return valueName(rulesName(profile.name), profile.module);
  }

  /** Constants in the order in which they were first needed. */
  constants(): GuardConstant[] {
    return [...this.#constants.values()];
  }

  /** Notes the bits that the walk over a content sets for its choices. */
  keepSeenBits(content: ContentModel, bits: ReadonlyMap<string, number>): void {
    this.#seenBits.set(content, bits);
  }

  /** The bits that the walk over a content sets for its choices; undefined where nothing walks over it. */
  seenBits(content: ContentModel): ReadonlyMap<string, number> | undefined {
    return this.#seenBits.get(content);
  }

  /** The guard of a base type or profile of a datatype. */
  guard(ref: InterfaceRef): Code {
    return valueName(guardName(ref.name), ref.module);
  }

  extension(): Code {
    return this.guard({ name: 'Extension', module: 'base/extension' });
  }

  /** The guard of what an element holds. */
  guardOf(type: TypeModel, element: ElementModel): Code {
    switch (type.kind) {
      case 'primitive':
        throw new Error(`${element.id} is a primitive and has no guard`);
      case 'resource':
        return valueName(element.name === 'contained' ? 'contained' : 'resource', '#runtime/guard/layers.js');
      case 'reference':
        return this.#reference(type.targets, type.home);
      case 'complex':
        if (element.name === 'modifierExtension') return this.#modifier();
        return type.content ? ident(guardName(type.content.name)) : this.guard(type.home);
    }
  }

  #modifier(): Code {
    return this.#constant(
      'modifierExtension',
      call(valueName('modifier', '#runtime/guard/known-extension.js'), [this.extension()]),
    );
  }

  #reference(targets: readonly string[], home: InterfaceRef): Code {
    const base = this.guard(home);
    if (targets.length === 0) return base;
    return this.#targets('referenceTo', targets, [base]);
  }

  /** Rules on top of the base guard: only the targets. */
  targetsOnly(targets: readonly string[]): Code {
    return this.#targets('targetsOnly', targets, []);
  }

  /** Rules on the profiles of a target. */
  targetProfiles(profiles: readonly string[]): Code {
    const make = valueName('targetProfiles', '#runtime/guard/reference-guard.js');
    const names = profiles.map((url) => pascal(lastSegment(url)));
    return this.#constant(targetsName('following', names), call(make, profiles.map(literal)));
  }

  #targets(maker: 'referenceTo' | 'targetsOnly', targets: readonly string[], first: readonly Code[]): Code {
    const make = valueName(maker, '#runtime/guard/reference-guard.js');
    const args = [...first, ...targets.map(literal)];
    return this.#constant(targetsName(maker, targets), call(make, args));
  }

  #constant(name: string, value: Code): Code {
    const unique = this.#constants.get(name);
    const taken = unique !== undefined && unique.value.text !== value.text;
    const key = taken ? `${name}${this.#constants.size}` : name;
    this.#constants.set(key, { name: ident(key), value });
    return ident(key);
  }

  /** The text of a reference is a URL of some form, which its type, string, does not say. */
  #literalReference(): { test: Code; rule: Code } {
    const module = '#runtime/primitives/literal-reference.js';
    return { test: valueName('isReference', module), rule: valueName('referenceRule', module) };
  }

  /** The test of a primitive value, and the rule that it tests. */
  primitive(type: PrimitiveType, element: ElementModel): { test: Code; rule: Code } {
    const set = element.binding?.strength === 'required' && type.code === 'code' ? element.binding.valueSet : undefined;
    if (set?.isClosed) {
      const codes = valueName(codesName(set.name), set.module);
      return { test: code`${codes}.has`, rule: codes };
    }
    if (element.id === 'Reference.reference') return this.#literalReference();
    const test = valueName(type.code, '#runtime/primitives/primitives.js');
    return { test, rule: code`${valueName('rules', '#runtime/primitives/rules.js')}.${ident(type.code)}` };
  }
}

function pascal(text: string): string {
  const words = text.split(/[^A-Za-z0-9]+/).filter((word) => word !== '');
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
}

/** `toOrganizationOrPractitioner`; many targets are counted. */
function targetsName(maker: string, targets: readonly string[]): string {
  const prefix = { referenceTo: 'to', targetsOnly: 'onlyTo' }[maker] ?? maker;
  return targets.length > (maker === 'following' ? 2 : 4)
    ? `${prefix}${targets[0]}OrOneOf${targets.length - 1}`
    : `${prefix}${targets.join('Or')}`;
}
