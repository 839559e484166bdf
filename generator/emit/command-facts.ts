/** What the commands know of the messages of a package, taken from what its definitions say. */
import type { DerivationModel, MessageModel, PackageModel } from '../model/package-model.ts';
import type { SliceModel } from '../model/model.ts';

/**
 * Returns how a message says whom it is about: the identifier that messages are routed by, and where the header repeats
 * what the Patient says. Undefined if no header does.
 */
export function patientFacts({ messages, families }: PackageModel): object | undefined {
  const derivations = messages.flatMap(({ kinds }) =>
    kinds.flatMap((kind) => {
      const typeOf = new Map([...kind.entries, ...kind.roles].map(({ name, fhirType }) => [name, fhirType]));
      return kind.derivations.filter(({ role }) => typeOf.get(role) === 'Patient');
    }),
  );
  const identifier = derivations.find(({ fhirType }) => fhirType === 'Identifier');
  const name = derivations.find(({ fhirType }) => fhirType === 'HumanName');
  const birthDate = derivations.find(({ from }) => from === 'Patient.birthDate');
  if (!identifier && !name && !birthDate) return undefined;
  const slices = families.flatMap(({ structures }) =>
    structures.flatMap(({ content }) => content.elements.flatMap((element) => element.slices)),
  );
  const slice = identifier && slices.find(({ id }) => id === identifier.from);
  return {
    ...(slice && identifierFacts(slice)),
    header: {
      ...(slice && identifier && { identifier: pathOf(identifier) }),
      ...(name && { name: pathOf(name) }),
      ...(birthDate && { birthDate: pathOf(birthDate) }),
    },
  };
}

function identifierFacts({ propertyName, short = '', discriminators }: SliceModel): object | undefined {
  const system = discriminators.flatMap((one) => ('value' in one && one.path === 'system' ? one.value : []))[0];
  if (typeof system !== 'string') return undefined;
  return { identifier: { name: propertyName, label: labelOf(propertyName, short), system } };
}

/** Words for a name such as `vatNumber`: as the description of the slice begins with them, otherwise in small letters. */
function labelOf(name: string, short: string): string {
  const words = name.replace(/([a-z0-9])(?=[A-Z])/g, '$1 ').toLowerCase();
  return short.toLowerCase().startsWith(words) ? short.slice(0, words.length) : words;
}

/** Steps from the header to a value: URLs of extensions, and at the end a property. */
function pathOf({ at }: DerivationModel): string[] {
  return at.map(({ name, member, mark }) => (typeof mark?.value === 'string' ? mark.value : (member ?? name)));
}

/** Returns a kind of message that an event refuses, with what a header says of it, as an example of a message that is wrong. */
export function refusedFacts({ messages }: PackageModel): object | undefined {
  const message = messages.find(({ refused }) => refused.length > 0);
  return message && { refused: headerFacts(message) };
}

function headerFacts({ event: { system, code }, kindExtension, kinds, refused }: MessageModel): object {
  const type = { system: kinds[0]?.type.system ?? '', code: refused[0]?.type ?? '' };
  return { event: { system, code }, extension: kindExtension, type };
}
