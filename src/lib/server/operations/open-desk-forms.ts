/** The desk's page of letters and paper forms: what there is to print, what letters say of their sender, and asking for a print job. */
import { localDay } from '../../core/calendar/day';
import type { LetterSettings } from '../../core/letter/letter-settings';
import { LETTER_FIELDS, LONGEST_LETTER_TEXT, usualLetterSettings } from '../../core/letter/letter-settings';
import type { LetterJob } from '../../core/letter/print-job';
import { LETTER_LANGUAGES, LETTER_SHEETS } from '../../core/letter/print-job';
import { Problem } from '../../core/problem';
import type { LocalizedText } from '../../core/questionnaire/questionnaire';
import { readFields, wrongField } from '../../core/read-fields';
import { usualSigner } from '../../i18n/letter-words';
import type { Asking } from '../auth/access';
import type { Config } from '../config';
import { newId } from '../new-id';
import { counterLink } from '../qr-code';
import { textField } from '../read-form-data';
import type { Db } from '../schema';
import type { SecretBox } from '../secret-box';
import { appendAuditEvent, byUser } from '../store/audit-events';
import { insertJob } from '../store/jobs';
import type { PrintCount } from '../store/printed-units';
import { countPrintedUnits } from '../store/printed-units';
import { updateRound } from '../store/rounds';
import type { Survey } from '../store/surveys';
import { getQuestionnaireVersion } from '../store/versions';
import { inTransaction } from '../transaction';
import { findRoundToRead, findRoundToWrite, holdRoundToWrite } from './find-round';
import type { RecentJob } from './open-job';
import { listRecentJobs } from './open-job';
import { listUnitsToPrint } from './print-letters';

export interface DeskForms {
  readonly survey: { readonly code: string; readonly name: LocalizedText };
  readonly mayWrite: boolean;
  readonly agencies: readonly PrintCount[];
  readonly texts: LetterSettings;
  /** Nobody has looked at the texts yet. */
  readonly isUsual: boolean;
  /** Survey and questionnaire are there in English too. */
  readonly hasEnglish: boolean;
  readonly recent: readonly RecentJob[];
}

/** Throws what `findRoundToRead` throws. */
export async function openDeskForms(db: Db, asking: Asking, code: string, now: Date): Promise<DeskForms> {
  const today = localDay(now);
  const { survey, round, owner, mayWrite } = await findRoundToRead(db, asking, code, today);
  return {
    survey: { code: survey.code, name: { vi: survey.name_vi, en: survey.name_en } },
    mayWrite,
    agencies: await countPrintedUnits(db, survey.id, today),
    texts: round.settings.letter ?? usualLetterSettings(owner.name.vi, usualSigner()),
    isUsual: round.settings.letter === null,
    hasEnglish: await isInEnglish(db, survey),
    recent: await listRecentJobs(db, asking, 'letters', now)
  };
}

async function isInEnglish(db: Db, survey: Survey): Promise<boolean> {
  const { content } = await getQuestionnaireVersion(db, survey.questionnaire_version_id);
  return survey.name_en !== '' && content.title.en !== undefined;
}

/** Throws what `findRoundToWrite` throws, `form-invalid`. */
export async function saveLetterTexts(db: Db, asking: Asking, code: string, form: FormData, now: Date): Promise<void> {
  const reader = (field: keyof LetterSettings) => [field, () => readText(form, field)] as const;
  const letter = readFields<LetterSettings>(Object.fromEntries(LETTER_FIELDS.map(reader)) as { [F in keyof LetterSettings]: () => string });
  await inTransaction(db, async (trx) => {
    const { survey, user, round } = await holdRoundToWrite(trx, asking, code, localDay(now));
    const { settings } = round;
    await updateRound(trx, survey.id, { settings: { ...settings, letter } });
    await appendAuditEvent(trx, byUser(user, now), {
      action: 'survey.letter-texts',
      subjectKind: 'survey',
      subjectId: survey.id,
      agencyId: survey.owner_agency_id,
      change: { fields: LETTER_FIELDS.filter((field) => (settings.letter?.[field] ?? '') !== letter[field]) }
    });
  });
}

function readText(form: FormData, field: keyof LetterSettings): string {
  const text = textField(form, field).normalize('NFC').replace(/\s+/g, ' ').trim();
  if ((field === 'sender' || field === 'signer') && text === '') throw new Problem('letter-text-missing');
  if ([...text].length > LONGEST_LETTER_TEXT || /\p{Cc}/u.test(text)) throw new Problem('letter-text-long', { max: LONGEST_LETTER_TEXT });
  return text;
}

/**
 * Asks for the file; returns the job's id. Throws what `findRoundToWrite` throws, `form-invalid`, `letters-none`, `letters-too-many`,
 * `letters-key-missing`, `public-url-missing`.
 */
export async function requestLetters(
  db: Db,
  { config, secrets }: { readonly config: Config; readonly secrets: SecretBox | undefined },
  asking: Asking,
  code: string,
  form: FormData,
  now: Date
): Promise<string> {
  const today = localDay(now);
  const { survey, user } = await findRoundToWrite(db, asking, code, today);
  const sheets = LETTER_SHEETS.find((one) => one === textField(form, 'sheets'));
  if (!sheets) throw wrongField('sheets', 'letter-sheets-missing');
  if (!secrets) throw new Problem('letters-key-missing');
  counterLink(config, 'X');
  const agencies = await countPrintedUnits(db, survey.id, today);
  const agencyId = textField(form, 'agency') || null;
  if (agencyId !== null && !agencies.some((one) => one.agencyId === agencyId)) throw wrongField('agency', 'agency-missing');
  const { from, to } = readFields({ from: () => readSerial(form, 'from'), to: () => readSerial(form, 'to') });
  const job: LetterJob = {
    surveyId: survey.id,
    agencyId,
    sheets,
    languages: (await isInEnglish(db, survey)) ? (LETTER_LANGUAGES.find((one) => one === textField(form, 'languages')) ?? 'vi') : 'vi',
    which: textField(form, 'which') === 'all' ? 'all' : 'unprinted',
    units: textField(form, 'units') === 'reserve' ? 'reserve' : 'all',
    from,
    to,
    isInterview: form.get('interview') === 'yes',
    isTwoSided: form.get('sides') === 'two'
  };
  await listUnitsToPrint(db, job, now);
  const at = now.toISOString();
  return insertJob(db, { kind: 'letters', key: `letters ${newId()}`, payload: job, createdBy: user.id, at });
}

function readSerial(form: FormData, field: string): number | null {
  const text = textField(form, field).trim();
  if (text === '') return null;
  if (!/^\d{1,7}$/.test(text) || Number(text) < 1) throw new Problem('serial-invalid');
  return Number(text);
}
