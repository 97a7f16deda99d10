/**
 * A unit as it is once what the phone still has to send has arrived: what an interviewer sees before the server knows. What has arrived already,
 * and only its answer has not, changes nothing.
 */
import { isFinal } from '../fieldwork/dispositions';
import type { FieldUnit } from '../fieldwork/field-unit';
import type { AttemptItem, FieldItem } from './field-item';

export function withPending(unit: FieldUnit, items: readonly FieldItem[]): FieldUnit {
  return items.filter((item) => item.unit === unit.id).reduce(apply, unit);
}

const isLast = ({ lastAttempt }: FieldUnit, { at, disposition, note }: AttemptItem): boolean =>
  lastAttempt?.at === at && lastAttempt.disposition === disposition && lastAttempt.note === note;

function apply(unit: FieldUnit, item: FieldItem): FieldUnit {
  switch (item.kind) {
    case 'attempt':
      return isLast(unit, item)
        ? unit
        : {
            ...unit,
            attempts: unit.attempts + 1,
            lastAttempt: { at: item.at, disposition: item.disposition, note: item.note, againAt: item.againAt },
            disposition: isFinal(item.disposition) ? item.disposition : ''
          };
    case 'form':
      return { ...unit, form: item.event === 'collected' ? 'collected' : 'person' };
    case 'replacement':
      return { ...unit, replacementAsked: true };
    case 'answer':
      return { ...unit, answered: true };
  }
}
