/** A stored scorecard as the fields of its form hold it. */
import type { ScorecardDraft } from '../../core/scoring/scorecard-view';
import { POINT_GROUPS, TOTAL_LINE } from '../../core/scoring/scorecard';
import {
  formFieldName,
  ORIGIN_FIELD,
  REVISION_FIELD,
  STANDING_FIELDS,
  standingFieldName,
  SURVEY_FIELD
} from '../../core/scoring/scorecard-form-fields';
import type { DisplayLanguage } from '../../i18n/format';
import { formatTypedPoints } from '../../i18n/format-points';

export type FormValues = Readonly<Record<string, string>>;

const POINT_FIELDS = ['selfAssessed', ...POINT_GROUPS, 'combined'] as const;

/** Fields without a value are left out. */
export function formValues(draft: ScorecardDraft, language: DisplayLanguage): FormValues {
  const points = (value: number) => formatTypedPoints(value, language);
  const { lines, composition, published } = draft;
  const entries: readonly (readonly [string, string])[] = [
    [REVISION_FIELD, String(draft.revision)],
    [ORIGIN_FIELD, draft.origin ?? ''],
    ...lines.flatMap((line) => [
      ...POINT_FIELDS.map((field) => [formFieldName(line.code, field), line[field] === null ? '' : points(line[field])] as const),
      [formFieldName(line.code, 'reason'), line.reason ?? ''] as const
    ]),
    ...draft.surveys.map(({ line, group, surveyCode }) => [formFieldName(line, SURVEY_FIELD[group]), surveyCode] as const),
    ...(composition ? POINT_GROUPS.map((group) => [formFieldName(TOTAL_LINE, group), points(composition[group])] as const) : []),
    ...(published ? STANDING_FIELDS.map((field) => [standingFieldName(field), String(published[field] ?? '')] as const) : [])
  ];
  return Object.fromEntries(entries.filter(([, value]) => value !== ''));
}

/** The id of the field that a problem is about. Problems of a sum over the total's groups lead to the first of them. */
export function fieldOfPlace(place: string): string {
  return place === formFieldName(TOTAL_LINE, 'combined') ? formFieldName(TOTAL_LINE, POINT_GROUPS[0]) : place;
}
