import { lastSegment, parseCanonical } from '../../../generator/fhir/canonical.ts';
import type { StructureModel, ValueSetModel } from '../../../generator/model/model.ts';
import type { MessageModel } from '../../../generator/model/package-model.ts';
import type { SiteModel } from '../model/read-model.ts';
import { openSetPath } from './open-set-path.ts';
import { html, softName, type Html } from '../html.ts';

const spec = 'http://hl7.org/fhir/STU3';

/** Pages of FHIR's datatypes that are neither on a page of their own nor on that of most. */
const typePages: Readonly<Record<string, string>> = {
  BackboneElement: 'backboneelement.html',
  Element: 'element.html',
  Extension: 'extensibility.html',
  Meta: 'resource.html#Meta',
  Narrative: 'narrative.html',
  Reference: 'references.html',
  Dosage: 'dosage.html',
  ElementDefinition: 'elementdefinition.html',
  xhtml: 'narrative.html#xhtml',
};

const metadataTypes = new Set([
  'ContactDetail',
  'Contributor',
  'DataRequirement',
  'ParameterDefinition',
  'RelatedArtifact',
  'TriggerDefinition',
  'UsageContext',
]);

/** Finds the pages of definitions, by their canonical URLs or modules. */
export class LinkBook {
  readonly #base: string;
  readonly #pages = new Map<string, { readonly title: string; readonly path: string }>();
  readonly #resources: ReadonlySet<string>;

  constructor(base: string, { package: { families, messages }, loaded }: Pick<SiteModel, 'package' | 'loaded'>) {
    this.#base = base;
    const structures = families.flatMap((family) => family.structures);
    for (const one of structures.filter(({ role }) => role === 'profile')) this.#add(one, structurePath(one));
    for (const { url, name, title } of loaded.valueSets)
      this.#add({ canonical: url, name: title ?? name }, openSetPath({ url }));
    for (const one of families.flatMap((family) => family.valueSets)) this.#add(one, valueSetPath(one));
    for (const one of messages) this.#add({ ...one, name: eventTitle(one) }, eventPath(one));
    const own = structures.filter(({ role, kind }) => role === 'base' && kind === 'resource');
    this.#resources = new Set(own.map(({ fhirType }) => fhirType));
  }

  #add({ canonical, name }: { readonly canonical: string; readonly name: string }, path: string): void {
    this.#pages.set(canonical, { title: name, path });
  }

  /** The address of the page of a definition; undefined if the package has none. */
  hrefOf(canonical: string): string | undefined {
    const page = this.#pages.get(parseCanonical(canonical).url);
    return page && this.#base + page.path;
  }

  /** A link to a definition: to its page, to FHIR's own page, or only its name. */
  linkTo(canonical: string): Html {
    const { url } = parseCanonical(canonical);
    const page = this.#pages.get(url);
    if (page) return html`<a href="${this.#base}${page.path}" title="${url}">${softName(page.title)}</a>`;
    const type = /^http:\/\/hl7\.org\/fhir\/StructureDefinition\/([A-Za-z]+)$/.exec(url)?.[1];
    if (type !== undefined && !type.includes('-')) return this.typeLink(type);
    return html`<span title="${url}">${lastSegment(url)}</span>`;
  }

  /** A link to the page of a type in the specification of FHIR. */
  typeLink(type: string): Html {
    return html`<a class="spec" href="${this.#typePage(type)}">${type}</a>`;
  }

  #typePage(type: string): string {
    const own = typePages[type];
    if (own !== undefined) return `${spec}/${own}`;
    if (metadataTypes.has(type)) return `${spec}/metadatatypes.html#${type}`;
    if (this.#resources.has(type) || type === 'Resource' || type === 'DomainResource')
      return `${spec}/${type.toLowerCase()}.html`;
    return `${spec}/datatypes.html#${type}`;
  }
}

/** The path of a page is that of the module that declares what it is about. */
export function structurePath({ module }: Pick<StructureModel, 'module'>): string {
  return `reference/${module}.html`;
}

export function valueSetPath({ module }: Pick<ValueSetModel, 'module'>): string {
  return `reference/${module}.html`;
}

export function eventPath({ module }: Pick<MessageModel, 'module'>): string {
  return `reference/${module}.html`;
}

export function eventTitle({ title, name }: MessageModel): string {
  return title ?? name;
}
