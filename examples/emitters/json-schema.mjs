/**
 * Emits a JSON Schema for each profile: which elements it has, how often, of which types and with which codes. It looks
 * at the top level of a resource; the guards of the package check everything.
 *
 * @type {import('careconnect-codegen').Emitter}
 */
export default function* emitJsonSchemas({ model }) {
  const sets = new Map(model.families.flatMap(({ valueSets }) => valueSets).map((set) => [set.module, set]));
  const codesOf = (/** @type {import('careconnect-codegen').ElementModel} */ { binding }) => {
    const isClosed = binding?.strength === 'required' && binding.valueSet?.isClosed;
    return isClosed ? sets.get(binding.valueSet?.module ?? '')?.concepts.map(({ code }) => code) : undefined;
  };

  for (const { subpath, structures } of model.families) {
    for (const structure of structures) {
      if (structure.role !== 'profile' || structure.kind !== 'resource') continue;
      const { canonical, title, description, fhirType, content } = structure;
      const schema = {
        $schema: 'https://json-schema.org/draft/2020-12/schema',
        $id: canonical,
        title,
        description,
        type: 'object',
        properties: {
          resourceType: { const: fhirType },
          ...Object.fromEntries(content.elements.flatMap((element) => propertiesOf(element, codesOf(element)))),
        },
        required: ['resourceType'],
        allOf: [{}, ...content.elements.flatMap(presenceOf)],
      };
      yield { path: `schemas/${subpath}/${structure.name}.json`, text: `${JSON.stringify(schema, null, 2)}\n` };
    }
  }
}

/**
 * One property for each type of a choice, and `false` for those that the profile excludes.
 *
 * @param {import('careconnect-codegen').ElementModel} element
 * @param {readonly string[] | undefined} codes
 * @returns {[name: string, schema: object | false][]}
 */
function propertiesOf({ name, types, excluded, isList, minItems, max, short, fixed }, codes) {
  if (max === 0) return [[name, false]];
  return [
    ...excluded.map(({ member }) => /** @type {[string, false]} */ ([member, false])),
    ...types.map((type) => {
      const single = type.kind === 'primitive' ? { type: type.json } : { type: 'object' };
      const constant = type.kind === 'primitive' && fixed ? { const: fixed.value } : {};
      const item = { ...single, ...(type.code === 'code' && codes && { enum: codes }), ...constant };
      const limits = { minItems: Math.max(minItems, 1), ...(Number.isFinite(max) && { maxItems: max }) };
      // In a list of primitives, null stands for one that has only an extension.
      const items = type.kind === 'primitive' ? { anyOf: [item, { type: 'null' }] } : item;
      const value = isList ? { type: 'array', items, ...limits } : item;
      return /** @type {[string, object]} */ ([type.member, { description: short, ...value }]);
    }),
  ];
}

/**
 * What has to be there is there in one of its types; a primitive may have an extension in place of a value.
 *
 * @param {import('careconnect-codegen').ElementModel} element
 */
function presenceOf({ min, types }) {
  const members = types.flatMap(({ kind, member }) => (kind === 'primitive' ? [member, `_${member}`] : [member]));
  return min > 0 ? [{ anyOf: members.map((member) => ({ required: [member] })) }] : [];
}
