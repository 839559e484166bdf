import { messageToCode } from 'careconnect-ems/code';
import { fromJson } from 'careconnect-ems/json';
import { InputError } from 'careconnect-ems/runtime';
import { fromXml } from 'careconnect-ems/xml';
import type { Program } from './messages.ts';

/** Returns the TypeScript program that builds the message in a text. */
export function writeProgram(text: string): Program {
  const { resource } = /^\s*</.test(text) ? fromXml(text) : fromJson(text);
  try {
    return { ...messageToCode(resource), fault: undefined };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return { code: undefined, notExpressible: [], builds: false, fault: error.message };
  }
}
