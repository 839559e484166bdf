import type { BaseModel } from '../generator/base/base-model.ts';
import type { ElementDefinition } from '../generator/fhir/definitions.ts';

type Schema = Readonly<Record<string, unknown>>;

/**
 * Returns a JSON schema of resource types and all types of their elements: structure only, as FHIR's JSON schemas
 * usually are. It covers property names, JSON types, lists and required properties, but no formats, codes, invariants
 * or profiles. `contained` may have any objects.
 */
export function jsonSchemaOf(base: BaseModel, type: string): Schema {
  const schemas: Record<string, Schema> = {};
  const wanted = [type];
  for (let path = wanted.pop(); path !== undefined; path = wanted.pop()) {
    if (path in schemas) continue;
    const { schema, uses } = objectSchema(base, path);
    schemas[path] = schema;
    wanted.push(...uses);
  }
  return { $ref: `#/definitions/${type}`, definitions: schemas };
}

interface ObjectSchema {
  readonly schema: Schema;
  /** Paths of the objects to which it refers. */
  readonly uses: readonly string[];
}

/** Returns the schema of a type (`Patient`), or of an element with parts of its own (`Patient.contact`). */
function objectSchema(base: BaseModel, path: string): ObjectSchema {
  const [type = ''] = path.split('.');
  const { snapshot = [], kind } = base.definitions.find(({ name }) => name === type) ?? {};
  const isResource = kind === 'resource' && path === type;
  const properties: Record<string, Schema> = isResource ? { resourceType: { const: type } } : {};
  const required = isResource ? ['resourceType'] : [];
  const uses: string[] = [];
  for (const element of snapshot.filter((one) => isChild(path, one.path) && one.max !== '0')) {
    const members = membersOf(base, element);
    for (const { name, target, sibling } of members) {
      properties[name] = element.max === '1' ? target : { type: 'array', minItems: 1, items: target };
      if (sibling) properties[`_${name}`] = element.max === '1' ? refTo('Element') : siblingList;
      uses.push(...referred(target), ...(sibling ? ['Element'] : []));
    }
    const [only, ...others] = members;
    if ((element.min ?? 0) > 0 && only && others.length === 0 && !only.sibling) required.push(only.name);
  }
  return { schema: { type: 'object', properties, required, additionalProperties: false }, uses };
}

interface Member {
  readonly name: string;
  readonly target: Schema;
  /** True if there is a property with `_` before its name. */
  readonly sibling: boolean;
}

/** Returns the JSON properties of an element: one for each type of a choice. */
function membersOf(base: BaseModel, element: ElementDefinition): Member[] {
  const name = element.path.slice(element.path.lastIndexOf('.') + 1);
  const stem = name.replace('[x]', '');
  if (element.contentReference !== undefined)
    return [{ name, target: refTo(element.contentReference.replace(/^.*#/, '')), sibling: false }];
  const codes = new Set(element.types?.map(({ code }) => code));
  return [...codes].map((code) => ({
    name: stem === name ? name : stem + code.charAt(0).toUpperCase() + code.slice(1),
    target: targetOf(base, element.path, code),
    sibling: base.siblings[element.path] !== undefined && base.primitives[code] !== undefined,
  }));
}

function targetOf(base: BaseModel, path: string, code: string): Schema {
  const primitive = base.primitives[code];
  if (primitive) return { type: primitive.jsonType };
  if (code === 'Resource') return { type: 'object', required: ['resourceType'] };
  return refTo(code === 'BackboneElement' || code === 'Element' ? path : code);
}

const siblingList: Schema = { type: 'array', items: { anyOf: [{ type: 'null' }, { $ref: '#/definitions/Element' }] } };

function refTo(path: string): Schema {
  return { $ref: `#/definitions/${path}` };
}

function referred(schema: Schema): string[] {
  return typeof schema['$ref'] === 'string' ? [schema['$ref'].replace('#/definitions/', '')] : [];
}

function isChild(parent: string, path: string): boolean {
  return path.startsWith(`${parent}.`) && !path.slice(parent.length + 1).includes('.');
}
