/** From the code in the address to the form that is to be answered there now, or the Problem that says why there is none. */
import type { Day } from '../../core/calendar/day';
import { addDays, localDay } from '../../core/calendar/day';
import type { CounterSurvey } from '../../core/fieldwork/choose-survey';
import { chooseSurvey } from '../../core/fieldwork/choose-survey';
import { formatCounterCode } from '../../core/fieldwork/counter-code';
import { Problem } from '../../core/problem';
import { requiredItemsOf } from '../../core/questionnaire/questionnaire';
import type { Db } from '../schema';
import type { CounterForm } from '../store/counter-forms';
import { listCounterForms } from '../store/counter-forms';
import { getQuestionnaireVersion } from '../store/versions';
import type { CounterPlace, OpenForm } from './form-place';
import { FormUnavailable } from './form-place';

/** Throws FormUnavailable: counter-not-found, counter-closed, counter-moved, code-replaced, survey-not-open, survey-closed, no-survey-here. */
export async function findCounterForm(db: Db, code: string, now: Date): Promise<OpenForm<CounterPlace>> {
  const today = localDay(now);
  return openAtCounter(db, code, await listCounterForms(db, code, today), today);
}

/** `rows`: as `listCounterForms` gives them, for this code or for the counter that a dossier came in at. Throws as `findCounterForm`. */
export async function openAtCounter(db: Db, code: string, rows: readonly CounterForm[], today: Day): Promise<OpenForm<CounterPlace>> {
  const since = rows
    .map((row) => row.agencySince)
    .toSorted()
    .at(-1);
  const current = rows.filter((row) => row.agencySince === since);
  const [first] = current;
  if (!first) throw new FormUnavailable(new Problem('counter-not-found', { code: formatCounterCode(code), n: code.length }), null, null);

  const place = placeOf(first);
  const choice = chooseSurvey(current.flatMap(surveyOf), today);
  const version = choice.state === 'none' ? null : await getQuestionnaireVersion(db, choice.survey.row.questionnaireVersionId!);
  const surveyId = choice.state === 'none' ? null : choice.survey.row.surveyId;
  const refuse = (problem: Problem) => new FormUnavailable(problem, place, version, surveyId);
  if (first.counterClosedOn !== null && first.counterClosedOn < today) throw refuse(closedCounter(first, first.counterClosedOn));
  if (first.isReplaced) throw refuse(new Problem('code-replaced', { code: formatCounterCode(code), counter: first.counterName }));
  if (choice.state === 'none') throw refuse(new Problem('no-survey-here'));
  if (choice.state === 'not-open') throw refuse(new Problem('survey-not-open', { date: displayDay(choice.opens) }));
  if (choice.state === 'closed') throw refuse(new Problem('survey-closed', { date: displayDay(choice.closed) }));
  const { row } = choice.survey;
  const asked = JSON.parse(row.requiredItems!) as string[];
  return {
    place,
    survey: { id: row.surveyId!, revision: row.revision!, requiredItems: [...new Set([...asked, ...requiredItemsOf(version!.content)])] },
    version: version!
  };
}

/** The day after its last, and where people go now. */
function closedCounter({ successorName, successorCode }: CounterForm, lastDay: string): Problem {
  if (successorName === null) return new Problem('counter-closed', { date: displayDay(lastDay) });
  return new Problem('counter-moved', {
    date: displayDay(addDays(lastDay, 1)),
    successor: successorName,
    successorCode: successorCode ?? ''
  });
}

function placeOf(row: CounterForm): CounterPlace {
  return {
    code: row.code,
    counterId: row.counterId,
    counterName: row.counterName,
    agencyName: { vi: row.agencyNameVi, en: row.agencyNameEn },
    handlingAgencyId: row.handlingAgencyId
  };
}

function surveyOf(row: CounterForm): (CounterSurvey & { readonly row: CounterForm })[] {
  const { surveyState: state, mode, opensOn, closesOn, fromDay, toDay } = row;
  if (state === null || mode === null || opensOn === null || fromDay === null) return [];
  return [{ state, mode, opensOn, closesOn, fromDay, toDay, row }];
}

/** dd/MM/yyyy: what both languages of the citizen's pages print. */
function displayDay(day: string): string {
  return day.split('-').reverse().join('/');
}
