/**
 * What the one-stop software sends of a completed dossier. A field that is not known is refused and not passed over: nobody's name or
 * number gets here by mistake.
 */
import type { Day } from '../calendar/day';
import { isDay } from '../calendar/day';
import type { ProblemCode, ProblemDetail, ProblemParameters } from '../problem';
import { Problem } from '../problem';
import { LONGEST_DOSSIER_CODE, plainDossierCode } from './dossier-code';
import { lastLinkDay } from './link-end';

export interface DossierRegistration {
  /** In its one spelling (`plainDossierCode`). */
  readonly dossierCode: string;
  /** Codes of the agency tree and of a counter, as they were sent. */
  readonly handlingAgency: string;
  readonly receivingCounter: string | null;
  /** '': none was named. */
  readonly serviceField: string;
  readonly completedOn: Day;
}

const FIELDS = ['dossierCode', 'handlingAgency', 'receivingCounter', 'serviceField', 'completedOn'] as const;
type Field = (typeof FIELDS)[number];

/** Characters. */
const LONGEST: Readonly<Record<Field, number>> = {
  dossierCode: LONGEST_DOSSIER_CODE,
  handlingAgency: 40,
  receivingCounter: 40,
  serviceField: 100,
  completedOn: 10
};

/**
 * `linkDays`: how many days after completion a link is good for. Throws `dossier-invalid` with a detail for every field that is wrong; a
 * program gets them all at once.
 */
export function readRegistration(sent: unknown, today: Day, linkDays: number): DossierRegistration {
  const details: ProblemDetail[] = [];
  const refuse = (place: string, code: ProblemCode, parameters: ProblemParameters = {}) => {
    details.push({ place, code, parameters: { field: place, ...parameters } });
    return '';
  };
  const fields = isObject(sent) ? sent : {};
  for (const name of Object.keys(fields)) if (!isField(name)) refuse(name.slice(0, 40), 'dossier-field-unknown');

  const optional = (name: Field): string => {
    const value = fields[name];
    if (value === undefined || value === null) return '';
    if (typeof value !== 'string' || /[\p{Cc}\p{Cs}]/u.test(value)) return refuse(name, 'dossier-field-text');
    const text = value.normalize('NFC').trim();
    return [...text].length > LONGEST[name] ? refuse(name, 'dossier-field-long', { max: LONGEST[name] }) : text;
  };
  const needed = (name: Field): string => {
    const before = details.length;
    const text = optional(name);
    return text === '' && details.length === before ? refuse(name, 'dossier-field-missing') : text;
  };

  const registration = {
    dossierCode: plainDossierCode(needed('dossierCode')),
    handlingAgency: needed('handlingAgency'),
    receivingCounter: optional('receivingCounter') || null,
    serviceField: optional('serviceField'),
    completedOn: needed('completedOn')
  };
  const dayFault = registration.completedOn === '' ? undefined : faultOfDay(registration.completedOn, today, linkDays);
  if (dayFault) refuse('completedOn', dayFault, { value: registration.completedOn, days: linkDays });
  if (details.length > 0) throw new Problem('dossier-invalid', { count: details.length }, details);
  return registration;
}

/** The refusal of one field that only a look at what is stored could find wrong. */
export function wrongRegistration(field: Field, code: ProblemCode, parameters: ProblemParameters = {}): Problem {
  return new Problem('dossier-invalid', { count: 1 }, [{ place: field, code, parameters: { field, ...parameters } }]);
}

/** Only ISO: what a program sends is not guessed at. */
function faultOfDay(text: string, today: Day, linkDays: number): ProblemCode | undefined {
  if (!isDay(text)) return 'dossier-day-invalid';
  if (text > today) return 'dossier-day-future';
  return lastLinkDay(text, linkDays) < today ? 'dossier-too-old' : undefined;
}

const isField = (name: string): name is Field => (FIELDS as readonly string[]).includes(name);

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
