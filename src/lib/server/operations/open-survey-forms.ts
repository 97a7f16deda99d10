/** What the pages that make a survey and choose its counters offer. */
import { localDay } from '../../core/calendar/day';
import type { Day } from '../../core/calendar/day';
import type { ListPage, ListQuery } from '../../core/list-query';
import { readListQuery } from '../../core/list-query';
import { BFI } from '../../core/questionnaire/instruments/bfi';
import type { LocalizedText } from '../../core/questionnaire/questionnaire';
import type { Asking } from '../auth/access';
import { requireRole, scopesOf } from '../auth/access';
import type { Db } from '../schema';
import type { Agency } from '../../core/agency/agency';
import { compareNames } from '../../core/vietnamese/compare-names';
import { findAgency, listChildren } from '../store/agencies';
import { listLatestMethods } from '../store/methods';
import { listSeenCodes } from '../store/questionnaire-list';
import { listPublishedVersions } from '../store/questionnaires';
import type { ChoiceColumn, ChoicePart, ChoiceRow } from '../store/survey-choice';
import { CHOICE_COLUMNS, CHOICE_PARTS, countChoices, listChoicePage } from '../store/survey-choice';
import { listSurveyPage } from '../store/survey-list';
import { findOwnedScopes, findUsableScopes } from './find-owner';
import { findSurveyToWrite } from './find-survey';
import { findPlacePaths } from './find-places';
import type { NamedAgency } from './open-agency';

export interface NewSurveyForm {
  /** Where it may be held: the person's places and, of a place with few below it, those. */
  readonly owners: readonly NamedAgency[];
  readonly questionnaires: readonly { readonly code: string; readonly title: LocalizedText }[];
  readonly methods: readonly { readonly value: string; readonly name: LocalizedText }[];
  /** That it could go on from. */
  readonly earlier: readonly { readonly code: string; readonly name: LocalizedText }[];
  readonly today: Day;
}

/** Throws `sign-in-needed`, `role-not-enough`. */
export async function openNewSurvey(db: Db, asking: Asking, now: Date): Promise<NewSurveyForm> {
  const user = requireRole(asking, 'survey:write');
  const today = localDay(now);
  const scopes = scopesOf(user, 'survey:write');
  const held = (await Promise.all(scopes.map((path) => findAgency(db, path.split('/').at(-2) ?? '', today)))).filter(
    (one) => one !== undefined
  );
  const children = (await Promise.all(held.map((agency) => listChildren(db, agency.id, today)))).flat();
  const seen = new Set(await listSeenCodes(db, await findUsableScopes(db, scopesOf(user, 'questionnaire:read'), today)));
  const filter = { scopes: await findOwnedScopes(db, scopes, today), day: today, state: undefined, mode: undefined };
  const { rows } = await listSurveyPage(db, filter, { text: '', words: [], sort: { key: 'opens', descending: true }, page: 1 });
  return {
    owners: [...held, ...children].map(({ code, name }) => ({ code, name })),
    questionnaires: (await listPublishedVersions(db))
      .filter(({ code }) => seen.has(code))
      .map(({ code, content }) => ({ code, title: content.title }))
      .toSorted(byUse),
    methods: (await listLatestMethods(db)).map(({ content }) => ({ value: `${content.family}/${content.number}`, name: content.name })),
    earlier: rows.filter(({ state }) => state !== 'draft').map(({ code, nameVi, nameEn }) => ({ code, name: { vi: nameVi, en: nameEn } })),
    today
  };
}

/** By title; last the one that no citizen is asked, which checks the arithmetic against published data. */
function byUse(a: NewSurveyForm['questionnaires'][number], b: NewSurveyForm['questionnaires'][number]): number {
  const isCheck = ({ code }: typeof a) => Number(code === BFI.code);
  return isCheck(a) - isCheck(b) || compareNames(a.title.vi, b.title.vi);
}

export interface SurveyChoice {
  readonly survey: { readonly code: string; readonly name: LocalizedText; readonly state: string; readonly mode: string };
  readonly list: ListPage<ChoiceRow> & Pick<ListQuery<ChoiceColumn>, 'text' | 'sort'>;
  readonly part: ChoicePart | undefined;
  /** What was typed of a place whose tree is to be listed, and how many places that fits. */
  readonly place: string;
  readonly places: number;
  readonly changeable: boolean;
  /** How many that the filter finds are not in it yet; 0 where it shows other ones. */
  readonly addable: number;
  /** How many that the filter finds can be taken out at once: of a draft, which asks nobody yet. */
  readonly removable: number;
  readonly today: Day;
}

/** `?place=` is what was typed of an agency's name, `?part=in|out|taken`. Throws what `findSurveyToWrite` throws. */
export async function openSurveyChoice(db: Db, asking: Asking, code: string, query: URLSearchParams, now: Date): Promise<SurveyChoice> {
  const today = localDay(now);
  const { survey, owner } = await findSurveyToWrite(db, asking, code, today);
  const { place, places, scopes } = await findChosenPlaces(db, query, owner, today);
  const asked = readListQuery(query, CHOICE_COLUMNS, { key: 'agency', descending: false });
  const part = CHOICE_PARTS.find((one) => one === query.get('part'));
  const filter = { scopes, surveyId: survey.id, part, day: today };
  const { total, out, in: included } = await countChoices(db, filter, asked.words);
  return {
    survey: { code: survey.code, name: { vi: survey.name_vi, en: survey.name_en }, state: survey.state, mode: survey.mode },
    list: { ...(await listChoicePage(db, filter, asked, total)), text: asked.text, sort: asked.sort },
    part,
    place,
    places,
    changeable: survey.mode === 'continuous' && (survey.state === 'draft' || survey.state === 'open'),
    addable: part === 'in' || part === 'taken' ? 0 : out,
    removable: part === 'out' || survey.state !== 'draft' ? 0 : included,
    today
  };
}

/** At or below the owner: all of it, or as far as its agencies fit what was typed in `?place=`. */
export async function findChosenPlaces(
  db: Db,
  query: URLSearchParams,
  owner: Agency,
  today: Day
): Promise<{ readonly place: string; readonly places: number; readonly scopes: readonly string[] }> {
  const place = (query.get('place') ?? '').slice(0, 100).trim();
  if (place === '') return { place, places: 1, scopes: [owner.path] };
  const { paths, total } = await findPlacePaths(db, [owner.path], place, today);
  return { place, places: total, scopes: paths };
}
