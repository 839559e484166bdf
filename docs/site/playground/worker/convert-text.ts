import { fromJson, toJson } from 'careconnect-ems/json';
import { InputError, SizeError, type Issue } from 'careconnect-ems/runtime';
import { fromXml, toXml } from 'careconnect-ems/xml';
import { reasonOf } from '../../../../sdk/thrown.ts';
import type { Conversion } from './messages.ts';

/** Converts XML to JSON and JSON to XML, indented. Never throws: `issues` say what was lost or why nothing came out. */
export function convertText(text: string): Conversion {
  const isXml = /^\s*</.test(text);
  const to = isXml ? 'json' : 'xml';
  const { resource, issues } = isXml ? fromXml(text) : fromJson(text);
  if (!resource) return { to, text: undefined, issues };
  const found = [...issues];
  try {
    const converted =
      to === 'json'
        ? toJson(resource, { pretty: true })
        : toXml(resource, { pretty: true, onIssue: (issue) => void found.push(issue) });
    return { to, text: converted, issues: found };
  } catch (error) {
    return { to, text: undefined, issues: [...found, issueOf(error)] };
  }
}

function issueOf(error: unknown): Issue {
  const expression = error instanceof InputError ? error.path : '';
  const code = error instanceof SizeError ? 'too-long' : 'structure';
  return { severity: 'fatal', code, expression, message: reasonOf(error) };
}
