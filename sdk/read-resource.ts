import { fromJson, type ReadResult } from '#package/runtime/json/index.js';
import { fromXml } from '#package/xml.js';
import { detectSyntax } from './detect-syntax.ts';
import { kindOf } from './input-kind.ts';
import type { Limits } from './limits.ts';

/** What was read, or why nothing was; then `isOurs` says that the reason quotes nothing of the input. */
interface Read extends ReadResult {
  readonly isOurs?: boolean;
}

/** Reads a resource from XML or JSON, whichever it is. Never throws: where there is no resource, an issue is fatal. */
export function readResource(bytes: Uint8Array, limits: Limits = {}): Read {
  const syntax = detectSyntax(bytes);
  if (syntax === 'xml') return fromXml(bytes, limits);
  const result = syntax === 'json' ? fromJson(bytes, limits) : undefined;
  if (result?.resource) return result;
  const kind = kindOf(bytes);
  if (kind === undefined && result) return result;
  const message = kind ?? 'is neither XML nor JSON';
  return {
    isOurs: true,
    resource: undefined,
    issues: [{ severity: 'fatal', code: 'structure', expression: '', message }],
  };
}
