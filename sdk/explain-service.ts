/** Explains the service that messages are sent to. */
import type { CapabilityStatement } from 'fhir/r3.js';
import type { Paint } from './colours.ts';
import { ourExtensions, partText, type Identified } from './definitions.ts';
import { columns, paragraph } from './report.ts';

export interface ServiceReport {
  readonly kind: 'service';
  readonly id: string;
  readonly canonical: string;
  readonly title: string;
  readonly description: string;
  /** Path of the requests below the address of the service; null where the definition has none. */
  readonly path: string | null;
  readonly formats: readonly string[];
  /** Headers of a request, with what they contain where the definition says so. */
  readonly headers: readonly { readonly name: string; readonly short: string | null }[];
  /** Canonical URLs of the messages that it takes. */
  readonly messages: readonly string[];
}

export function explainService(service: Identified<CapabilityStatement>): ServiceReport {
  const { id, url = '', title, name = '', description = '', format, messaging = [] } = service;
  const [publication] = ourExtensions(service, 'publication');
  const supported = messaging.flatMap(({ supportedMessage = [] }) => supportedMessage);
  return {
    kind: 'service',
    id,
    canonical: url,
    title: title ?? name,
    description,
    path: (publication && partText(publication, 'path')) ?? null,
    formats: format,
    headers: ourExtensions(service, 'request-header').map((header) => ({
      name: partText(header, 'header') ?? '',
      short: partText(header, 'short') ?? null,
    })),
    messages: [...new Set(supported.flatMap(({ definition: { reference } }) => reference ?? []))],
  };
}

export function serviceLines(report: ServiceReport, paint: Paint): readonly string[] {
  const { title, canonical, description, path, formats, headers, messages } = report;
  return [
    `${paint('bold', report.id)}: service, ${title}`,
    canonical,
    '',
    ...paragraph(description),
    '',
    ...(path === null ? [] : [`Requests go to ${path}`]),
    `Formats: ${formats.join(', ')}`,
    ...section(
      'Headers',
      columns(
        headers.map(({ name, short }) => [name, short ?? '']),
        '  ',
      ),
      paint,
    ),
    ...section(
      'Messages',
      messages.map((message) => `  ${message}`),
      paint,
    ),
  ];
}

function section(title: string, lines: readonly string[], paint: Paint): readonly string[] {
  return lines.length === 0 ? [] : ['', paint('bold', title), ...lines];
}
