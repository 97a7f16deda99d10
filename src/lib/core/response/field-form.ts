/** From the forms of the field's pages to what is stored: the same in the browser, where it waits for the line, and on the server without script. */
import { Problem } from '../problem';
import { FORM_FIELDS } from '../questionnaire/form-fields';
import type { FieldItem, Made } from './field-item';
import { readFieldItem } from './field-item';
import type { FormEntries } from './read-form';

/** Fields of the answer's page that are its own, not the questionnaire's. */
const PAGE_FIELDS = ['unit', 'channel', 'started', 'id', ...FORM_FIELDS.filter((field) => field !== 'comment')];

/** `kind` and the fields of a form on a unit's page. Throws Problem `field-disposition-missing`, `field-note-long`, `field-item-invalid`. */
export function itemOfUnitForm(kind: string, unit: string, form: FormData, made: Made): FieldItem {
  const text = (name: string) => String(form.get(name) ?? '');
  if (kind === 'attempt' && text('disposition') === '') throw new Problem('field-disposition-missing');
  const again = Date.parse(`${text('again').slice(0, 16)}:00+07:00`);
  return readFieldItem({
    ...made,
    ...{ kind, unit, disposition: text('disposition'), note: text('note'), event: text('event'), reason: text('reason') },
    againAt: Number.isNaN(again) ? null : new Date(again).toISOString()
  });
}

/** What a questionnaire's form sent, without what is the page's own. */
export function entriesOf(form: FormData): FormEntries {
  return [...form].flatMap(([name, value]) =>
    typeof value !== 'string' || value === '' || PAGE_FIELDS.includes(name) ? [] : [[name, value] as const]
  );
}

/** Of the answer's page. `started`: when it was opened (milliseconds), by the same clock. */
export function itemOfAnswerForm(version: string, language: string, form: FormData, made: Made): FieldItem {
  const text = (name: string) => String(form.get(name) ?? '');
  const started = Number(text('started'));
  const durationMs = started > 0 ? Date.parse(made.at) - started : null;
  return readFieldItem({
    ...made,
    ...{ kind: 'answer', unit: text('unit'), version, channel: text('channel'), language, durationMs, entries: entriesOf(form) }
  });
}
