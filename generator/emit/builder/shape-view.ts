import type { ContentModel, ElementModel, SliceModel, StructureModel, TypeModel } from '../../model/model.ts';
import { code, Code, ident, join, key, literal } from '../code.ts';
import { asValueExtension, extensionUrl } from '../extension-content.ts';
import type { Imports } from '../imports.ts';
import { shapeName } from '../names.ts';
import { choiceKey, siblingSlices } from './input-view.ts';
import { codedSet, mainPart } from './parts.ts';

const shapes = '#runtime/shape.js';
const formats = '#runtime/formats.js';

/** Writes the shapes of one structure: how each of its contents is put together from an input. */
export class ShapeWriter {
  readonly #imports: Imports;
  readonly #structure: StructureModel;

  constructor(structure: StructureModel, imports: Imports) {
    this.#structure = structure;
    this.#imports = imports;
  }

  /** The expression that makes the shape of a content. */
  shape(content: ContentModel): Code {
    const extension = asValueExtension(content);
    if (extension && this.#structure.role === 'profile') {
      const { url, type, value } = extension;
      return this.#call('valueExtension', [literal(url), literal(type.member), pure(this.#content(type, value))]);
    }
    return this.#structure.role === 'base' && !isDerived(content)
      ? this.#baseShape(content)
      : this.#constrained(content);
  }

  #baseShape(content: ContentModel): Code {
    const elements = content.elements.map((element) => this.#entry(element.name, this.#part(element)));
    const isResource = this.#structure.kind === 'resource' && content === this.#structure.content;
    const parts = thunk(object(elements));
    return isResource
      ? this.#call('resourceShape', [literal(this.#structure.fhirType), parts])
      : this.#call('shape', [parts]);
  }

  #constrained(content: ContentModel): Code {
    const isRoot = content === this.#structure.content && this.#structure.kind === 'resource';
    const changes = [
      ...(isRoot ? [this.#entry('profile', literal(this.#structure.canonical))] : []),
      ...(isRoot && content.elements.some((element) => element.name === 'id' && element.min > 0)
        ? [this.#entry('needsId', literal(true))]
        : []),
      ...this.#group('fixed', fixedEntries(content)),
      ...this.#group(
        'elements',
        content.elements.flatMap((element) => this.#changedPart(element)),
      ),
      ...this.#group(
        'slices',
        this.#slicesBy(content, (element) => element.slices),
      ),
      ...this.#group('siblings', this.#slicesBy(content, siblingSlices)),
    ];
    return this.#call('constrain', [this.#homeShape(content), thunk(object(changes))]);
  }

  #homeShape(content: ContentModel): Code {
    return this.#imports.value(shapeName(content.home.name), content.home.module);
  }

  #slicesBy(content: ContentModel, slicesOf: (element: ElementModel) => readonly SliceModel[]): Code[] {
    return content.elements.flatMap((element) => {
      const slices = slicesOf(element).map((slice) => this.#entry(slice.propertyName, this.#slice(slice)));
      return slices.length > 0 ? [this.#entry(element.name, object(slices))] : [];
    });
  }

  #slice(slice: SliceModel): Code {
    const main = mainPart(slice);
    const options = [
      ...(slice.max > 1 ? [this.#entry('isList', literal(true))] : []),
      ...(main === undefined ? [] : [this.#entry('main', literal(main))]),
    ];
    const of = this.#content(slice.type, { binding: slice.binding });
    return this.#call('slice', options.length > 0 ? [of, object(options)] : [of]);
  }

  /** A part that the definition makes otherwise than the shape it builds on. */
  #changedPart(element: ElementModel): Code[] {
    if (element.max === 0) return [this.#entry(element.name, Code.trusted('undefined'))];
    const isNarrowedChoice = element.isChoice && element.excluded.length > 0;
    const isChanged = isNarrowedChoice || element.types.some((type) => changes(type, element));
    return isChanged ? [this.#entry(element.name, this.#part(element))] : [];
  }

  #part(element: ElementModel): Code {
    if (element.isChoice) {
      const types = element.types.map((type) => this.#entry(choiceKey(type, element), this.#content(type, element)));
      return this.#call('choice', [object(types)]);
    }
    const [type] = element.types;
    const of = type ? this.#content(type, element) : this.#imports.value('plainFormat', formats);
    return this.#call(element.isList ? 'many' : 'single', [of]);
  }

  #content(type: TypeModel, bound: { binding?: ElementModel['binding'] | undefined }): Code {
    switch (type.kind) {
      case 'primitive':
        return this.#imports.value(`${type.code}Format`, formats);
      case 'resource':
        return this.#imports.value('wholeResource', shapes);
      case 'reference':
        return this.#imports.value('reference', shapes);
      case 'complex':
        return this.#complex(type, bound);
    }
  }

  #complex(
    type: TypeModel & { kind: 'complex' },
    { binding }: { binding?: ElementModel['binding'] | undefined },
  ): Code {
    if (type.code === 'Extension' && !type.content && type.home.module === 'base/extension')
      return this.#imports.value('plainFormat', formats);
    const shape = type.content
      ? ident(shapeName(type.content.name))
      : this.#imports.value(shapeName(type.home.name), type.home.module);
    if (type.code !== 'CodeableConcept' && type.code !== 'Coding') return shape;
    const set = codedSet(binding);
    const constants = set ? [thunk(this.#imports.value(set.name, set.module))] : [];
    return this.#call('coded', [literal(type.code), shape, ...constants]);
  }

  #group(name: string, entries: readonly Code[]): Code[] {
    return entries.length > 0 ? [this.#entry(name, object(entries))] : [];
  }

  #entry(name: string, value: Code): Code {
    return code`${key(name)}: ${value}`;
  }

  #call(name: string, args: readonly Code[]): Code {
    return code`${this.#imports.value(name, shapes)}(${join(args, ', ')})`;
  }
}

/** A base type that is itself a profile of another, such as SimpleQuantity. */
function isDerived(content: ContentModel): boolean {
  return content.home.name !== content.name && !content.basePath.includes('.');
}

/** Values that are filled in: what must be there, and what tells a slice. */
function fixedEntries(content: ContentModel): Code[] {
  const url = content.basePath === 'Extension' ? extensionUrl(content) : undefined;
  return content.elements.flatMap((element) => {
    if (element.name === 'url' && url !== undefined) return [code`url: ${literal(url)}`];
    return element.fixed && element.min > 0 && !element.isChoice
      ? [code`${key(element.name)}: ${literal(element.fixed.value)}`]
      : [];
  });
}

function changes(type: TypeModel, element: ElementModel): boolean {
  if (type.kind === 'primitive' || type.kind === 'reference' || type.kind === 'resource') return false;
  return (
    type.content !== undefined ||
    type.profiles.length > 0 ||
    (element.isStated && codedSet(element.binding) !== undefined)
  );
}

/** A call made when a module is loaded, which bundlers may leave out with what it is for. */
function pure(value: Code): Code {
  return value.text.endsWith(')') ? code`/*@__PURE__*/ ${value}` : value;
}

function object(entries: readonly Code[]): Code {
  return code`{ ${join(entries, ', ')} }`;
}

function thunk(value: Code): Code {
  return code`() => (${value})`;
}
