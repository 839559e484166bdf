import type { PatientFacts } from './message-facts.ts';
import { facts } from './package-facts.ts';

/** Returns whom a message is about, on a line: the name, the identifier by which messages are routed, the date of birth. */
export function patientText(patient: PatientFacts): string {
  const { name, birthDate } = patient;
  const parts = [name, identifierText(patient), birthDate === null ? null : `born ${birthDate}`];
  return parts.filter((part) => part !== null).join(', ') || 'without a name';
}

function identifierText(patient: PatientFacts): string | null {
  const known = facts.patient?.identifier;
  if (!known) return null;
  const value = patient[known.name] ?? null;
  return value === null ? `no ${known.label}` : `${known.label} ${value}`;
}
