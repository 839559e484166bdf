import { isDeepStrictEqual } from 'node:util';
import { parseCanonical } from '../fhir/canonical.ts';
import type { BindingModel, ContentModel, ElementModel, SliceModel, TypeModel } from '../model/model.ts';
import { finding, shown, type Finding } from './change.ts';
import { compareBindings, type Indexes } from './compare-bindings.ts';
import { compareConstraints, constraintsOf, contentConstraints } from './compare-constraints.ts';
import { compareType, compareTypeLists, typeKey } from './compare-types.ts';
import { compareCardinality, compareValues } from './compare-values.ts';
import { matchByKey } from './match-by-key.ts';

/** Compares the elements of a structure, or those inside an element, which correspond by their names. */
export function compareContents(old: ContentModel, now: ContentModel, indexes: Places): Finding[] {
  return matchByKey(old.elements, now.elements, ({ name }) => name, {
    gone: ({ id, max }) => (max > 0 ? [finding('removed', 'There is no such element any more.', 'both', id)] : []),
    come: addedElement,
    both: (was, is) => compareElements(was, is, indexes),
  });
}

/** Elements come and go only where a structure is of another type, or defines a type itself. */
function addedElement({ id, min, max }: ElementModel): Finding[] {
  if (max === 0) return [];
  const isRequired = min > 0;
  return [
    finding('added', `The element is new${isRequired ? ' and required' : ''}.`, isRequired ? 'both' : 'none', id),
  ];
}

function compareElements(old: ElementModel, now: ElementModel, indexes: Places): Finding[] {
  const cardinality = compareCardinality(old, now, now.id);
  if (now.max === 0) return cardinality;
  const isOtherForm = old.isList !== now.isList;
  const form = `It is ${now.isList ? 'a list' : 'one value'} in JSON; before, ${old.isList ? 'a list' : 'one value'}.`;
  const inside = now.types.flatMap((type) => {
    const other = old.types.find((one) => typeKey(one) === typeKey(type));
    return other ? compareMembers([old, other], [now, type], within(old, now, indexes)) : [];
  });
  return [
    ...cardinality,
    ...(isOtherForm ? [finding('changed', form, 'both', now.id)] : []),
    ...compareTypeLists(old, now),
    ...compareValues(old, now),
    ...compareOwnBindings(old, now, indexes, now.id),
    ...compareConstraints(constraintsOf(old), constraintsOf(now), now.id),
    ...compareSlicing(old, now),
    ...compareSlices(old, now, indexes),
    ...inside,
  ];
}

/** The models, and the bindings of the element around what is compared. */
interface Places extends Indexes {
  readonly around?: { readonly old: BindingModel | undefined; readonly now: BindingModel | undefined };
}

type Bound = Pick<ElementModel, 'binding'> & { readonly name?: string };

/** The binding of a concept holds for its codings and codes too, so it is not compared again for these. */
function compareOwnBindings(old: Bound, now: Bound, places: Places, id: string): Finding[] {
  const own = ({ name, binding }: Bound, around: BindingModel | undefined): BindingModel | undefined => {
    const isPassedOn = (name === 'code' || name === 'coding') && binding?.canonical === around?.canonical;
    return isPassedOn ? undefined : binding;
  };
  return compareBindings(own(old, places.around?.old), own(now, places.around?.now), places, id);
}

function within(old: Bound, now: Bound, places: Places): Places {
  const { around } = places;
  return { ...places, around: { old: old.binding ?? around?.old, now: now.binding ?? around?.now } };
}

type Member = readonly [element: ElementModel, type: TypeModel];

/** Compares a type of an element; of a choice, with the rules that hold only for this type. */
function compareMembers([old, was]: Member, [now, is]: Member, indexes: Places): Finding[] {
  const type = compareType(was, is, indexes, is.own?.id ?? now.id);
  if (!was.own && !is.own) return [...type, ...compareInside(was, is, indexes, now.id)];
  // What a type itself does not say, the choice says of all its types.
  const alone = (element: ElementModel, one: TypeModel): ElementModel =>
    one.own ?? { ...element, min: 0, types: [one], slices: [], constraints: [] };
  return compareElements(alone(old, was), alone(now, is), indexes);
}

/** Compares the rules inside an element. */
function compareInside(was: TypeModel, is: TypeModel, indexes: Places, id: string): Finding[] {
  const [old, now] = [was.content ?? was.inherited, is.content ?? is.inherited];
  const basePath = (now ?? old)?.basePath;
  // Where neither says anything, a profile on the datatype is a definition of its own.
  if (basePath === undefined) return [];
  const before = old ?? indexes.old.contentBehind(was, basePath);
  const after = now ?? indexes.now.contentBehind(is, basePath);
  const findings = before && after ? compareContents(before, after, indexes) : [];
  return [
    ...compareInterfaces(was.content, is.content, id),
    ...findings.map((one) => withPlace(one, [before?.elementId, after?.elementId], id)),
  ];
}

/** Places a finding about an element of a datatype at the element that has this type. */
function withPlace(one: Finding, types: readonly (string | undefined)[], id: string): Finding {
  const type = types.find((start) => start !== undefined && start !== id && one.element?.startsWith(`${start}.`));
  return type === undefined || one.element === undefined || one.element.startsWith(`${id}.`)
    ? one
    : { ...one, element: id + one.element.slice(type.length) };
}

/** Compares the names of the interfaces that stand for what is inside an element. */
function compareInterfaces(old: ContentModel | undefined, now: ContentModel | undefined, id: string): Finding[] {
  if (!old?.hasInterface || old.name === now?.name) return [];
  if (!now) return [finding('removed', `There is no interface ${old.name} any more.`, 'builders', id)];
  return [finding('changed', `Its interface is called ${now.name}; before, ${old.name}.`, 'builders', id)];
}

function compareSlicing({ slicing: old }: ElementModel, { slicing: now, id }: ElementModel): Finding[] {
  const findings: Finding[] = [];
  const [was, is] = [old?.rules ?? 'open', now?.rules ?? 'open'];
  const rules = `The slicing is ${is}; before, ${was}.`;
  if (was !== is) {
    const isNarrowed = is === 'closed' || was === 'open';
    findings.push(finding(isNarrowed ? 'narrowed' : 'widened', rules, isNarrowed ? 'both' : 'none', id));
  }
  if (old?.ordered !== now?.ordered && now?.ordered === true)
    findings.push(finding('narrowed', 'The slices have to be in order.', 'checks', id));
  if (old?.ordered === true && now?.ordered !== true)
    findings.push(finding('widened', 'The slices may be in any order.', 'none', id));
  if (old && now && !isDeepStrictEqual(old.discriminators, now.discriminators)) {
    const words = now.discriminators.map(({ type, path }) => `${type} of ${shown(path)}`).join(', ');
    findings.push(finding('changed', `Its slices are discriminated by ${words || 'nothing'}.`, 'both', id));
  }
  return findings;
}

function compareSlices(old: ElementModel, now: ElementModel, indexes: Places): Finding[] {
  const lost = now.slicing?.rules === 'closed' ? 'both' : 'builders';
  return matchByKey(old.slices, now.slices, ({ sliceName }) => sliceName, {
    gone: ({ id, propertyName }) => [finding('removed', `There is no slice ${propertyName} any more.`, lost, id)],
    come: (slice) => addedSlice(slice, now, old, indexes),
    both: (was, is) => compareSlice(was, is, indexes),
  });
}

/** An item that fits a new slice has to follow its rules; one with a new extension could not be there before. */
function addedSlice(slice: SliceModel, now: ElementModel, old: ElementModel, indexes: Places): Finding[] {
  const { id, min, max, propertyName, type } = slice;
  if (min > 0) return [finding('added', `The slice ${propertyName} is new and required.`, 'both', id)];
  const isKnown = !isNewExtension(type, indexes) && old.slicing?.rules !== 'closed';
  const isNarrower = isKnown && (max < now.max || type.content !== undefined);
  return [finding('added', `The slice ${propertyName} is new.`, isNarrower ? 'checks' : 'none', id)];
}

function isNewExtension(type: TypeModel, { old }: Indexes): boolean {
  if (type.kind !== 'complex' || type.code !== 'Extension') return false;
  return type.profiles.every((profile) => !old.structures.has(parseCanonical(profile).url));
}

function compareSlice(old: SliceModel, now: SliceModel, indexes: Places): Finding[] {
  const isRenamed = old.propertyName !== now.propertyName;
  const name = `It is called ${now.propertyName}; before, ${old.propertyName}.`;
  return [
    ...(isRenamed ? [finding('changed', name, 'builders', now.id)] : []),
    ...compareCardinality(old, now, now.id),
    ...compareOwnBindings(old, now, indexes, now.id),
    ...compareConstraints(constraintsInside(old), constraintsInside(now), now.id),
    ...(typeKey(old.type) === typeKey(now.type)
      ? [
          ...compareType(old.type, now.type, indexes, now.id),
          ...compareInside(old.type, now.type, within(old, now, indexes), now.id),
        ]
      : [finding('changed', `It is of type ${now.type.code}; before, ${old.type.code}.`, 'both', now.id)]),
  ];
}

function constraintsInside({ type }: SliceModel): ReturnType<typeof contentConstraints> {
  return contentConstraints(type.content ?? type.inherited);
}
