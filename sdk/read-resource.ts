import { fromJson, type ReadResult } from 'careconnect-ems/json';
import { fromXml } from 'careconnect-ems/xml';
import { detectSyntax } from './detect-syntax.ts';

/** Reads a resource from XML or JSON, whichever it is. Never throws: where there is no resource, an issue is fatal. */
export function readResource(bytes: Uint8Array): ReadResult {
  const syntax = detectSyntax(bytes);
  if (syntax === 'xml') return fromXml(bytes);
  if (syntax === 'json') return fromJson(bytes);
  const message = bytes.length === 0 ? 'is empty' : 'is neither XML nor JSON';
  return { resource: undefined, issues: [{ severity: 'fatal', code: 'structure', expression: '', message }] };
}
