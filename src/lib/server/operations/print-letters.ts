/**
 * The sheets of a print job, one unit after the other: letter, paper form, or both. Names and addresses are opened a few units at a time,
 * for the sheet that they go on, and are kept nowhere else.
 */
import { localDay } from '../../core/calendar/day';
import { formatCode } from '../../core/fieldwork/checked-code';
import { USUAL_RETENTION_DAYS } from '../../core/fieldwork/round-settings';
import { blankPage } from '../../core/letter/blank-page';
import { layoutLetter } from '../../core/letter/layout-letter';
import { layoutPaperForm, stampForm } from '../../core/letter/layout-paper-form';
import { printSerial } from '../../core/letter/letter';
import type { LetterSettings } from '../../core/letter/letter-settings';
import type { LetterJob } from '../../core/letter/print-job';
import { MOST_UNITS } from '../../core/letter/print-job';
import type { Drawing } from '../../core/poster/drawing';
import { Problem } from '../../core/problem';
import type { DisplayLanguage } from '../../i18n/format';
import type { LetterSurvey } from '../../i18n/letter-words';
import { blankPageText, identityWords, letterWords, paperFormWords } from '../../i18n/letter-words';
import type { Config } from '../config';
import { openMeasure } from '../export/measure-text';
import { counterLink, drawQr } from '../qr-code';
import type { Db } from '../schema';
import { openCode } from '../sealed-code';
import type { SecretBox } from '../secret-box';
import { findFrame } from '../store/desk-facts';
import type { PrintedUnit } from '../store/printed-units';
import { countKeptUnits, listPrintedUnits, listSealedPersons } from '../store/printed-units';
import { findRound } from '../store/rounds';
import { findSurveyById } from '../store/surveys';
import { getQuestionnaireVersion } from '../store/versions';

/** Units whose names are open at a time. */
const TOGETHER = 50;

/** Throws `letters-none`, `letters-too-many`. */
export async function listUnitsToPrint(db: Db, job: LetterJob, now: Date): Promise<readonly PrintedUnit[]> {
  const units = await listPrintedUnits(db, job, localDay(now), MOST_UNITS + 1);
  if (units.length === 0) throw new Problem('letters-none');
  if (units.length > MOST_UNITS) throw new Problem('letters-too-many', { most: MOST_UNITS });
  return units;
}

/** `settings`: what the round's letters say of their sender. Throws `public-url-missing`, `app-key-wrong`. */
export async function* letterSheets(
  db: Db,
  config: Config,
  secrets: SecretBox | undefined,
  job: LetterJob,
  settings: LetterSettings,
  units: readonly PrintedUnit[],
  now: Date,
  onUnit: (done: number) => void
): AsyncGenerator<Drawing> {
  const measure = openMeasure();
  const { questionnaire, surveyIn } = await describe(db, config, job, settings, now);
  const surveys = languagesOf(job).map(surveyIn);
  const [survey] = surveys as [LetterSurvey];
  const form = job.sheets === 'letters' ? [] : layoutPaperForm(questionnaire, paperFormWords(survey, job.isInterview), measure);
  let done = 0;
  for (let at = 0; at < units.length; at += TOGETHER) {
    const some = units.slice(at, at + TOGETHER);
    const persons = job.sheets === 'forms' ? new Map<number, Person>() : await openPersons(db, secrets, some);
    for (const unit of some) {
      const code = openCode(secrets, unit);
      const identity = { serial: printSerial(unit.serial), printedCode: formatCode(code), qr: drawQr(counterLink(config, code)) };
      const { name = '', address = '' } = persons.get(unit.unitNo) ?? {};
      const letter = { ...identity, recipient: { name, address: address === '' ? unit.village : address } };
      const sheets = [
        ...(job.sheets === 'forms' ? [] : padded(surveys.map((one) => layoutLetter(letter, letterWords(one, personIn(one)), measure)))),
        ...padded(stampForm(form, identity, identityWords(identity.serial, survey.language), measure))
      ];
      yield* sheets;
      onUnit(++done);

      function personIn({ language }: LetterSurvey) {
        const agencyName = (language === 'en' && unit.agencyEn) || unit.agencyVi;
        return { name, isOrganisation: unit.isOrganisation, agencyName, field: unit.field, ...identity };
      }
      function padded(pages: readonly Drawing[]): readonly Drawing[] {
        if (!job.isTwoSided || pages.length % 2 === 0) return pages;
        return [...pages, blankPage(blankPageText(identity.serial), measure)];
      }
    }
  }
}

async function describe(db: Db, config: Config, job: LetterJob, settings: LetterSettings, now: Date) {
  const survey = await findSurveyById(db, job.surveyId);
  const { content } = await getQuestionnaireVersion(db, survey.questionnaire_version_id);
  const frame = await findFrame(db, survey.id);
  const { retention_days: retentionDays = USUAL_RETENTION_DAYS } = await findRound(db, survey.id);
  const count = frame ? await countKeptUnits(db, frame.id) : 0;
  const surveyIn = (language: DisplayLanguage): LetterSurvey => ({
    language,
    name: (language === 'en' && survey.name_en) || survey.name_vi,
    settings,
    kind: frame?.kind ?? 'transactions',
    count,
    from: frame?.window_from ?? null,
    to: frame?.window_to ?? null,
    minutes: content.minutes,
    closesOn: survey.closes_on,
    retentionDays,
    shortUrl: new URL(counterLink(config, 'X')).host,
    hasForm: job.sheets === 'both',
    printedOn: localDay(now)
  });
  return { surveyIn, questionnaire: content };
}

/** Those that a letter is printed in, the paper form's first. */
function languagesOf({ languages = 'vi' }: LetterJob): readonly DisplayLanguage[] {
  return languages === 'both' ? ['vi', 'en'] : [languages];
}

interface Person {
  readonly name?: string;
  readonly address?: string;
}

/** Of units of one frame, by unit number. Nobody where the data were erased. */
async function openPersons(db: Db, secrets: SecretBox | undefined, units: readonly PrintedUnit[]): Promise<ReadonlyMap<number, Person>> {
  const frameId = units[0]!.frameId;
  const sealed = await listSealedPersons(
    db,
    frameId,
    units.map(({ unitNo }) => unitNo)
  );
  if (sealed.size > 0 && !secrets) throw new Problem('letters-key-missing');
  return new Map(
    [...sealed].map(([unitNo, box]) => [
      unitNo,
      JSON.parse(secrets!.open(box, `frame_persons:${frameId}:${unitNo}`).toString('utf8')) as Person
    ])
  );
}
