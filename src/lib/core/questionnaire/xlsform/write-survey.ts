/**
 * The `survey` sheet: a note with the stem, a group a section (its intro a note inside), a question an item, and the open comment.
 * Required are the questions that the questionnaire itself wants answered; a survey may ask for more.
 */
import type { Item, LocalizedText, Questionnaire, Section } from '../questionnaire';
import { itemsOf } from '../questionnaire';
import { claimName } from './claim-name';
import { languageName } from './language-names';
import type { TextSheet } from './sheets';
import { inLanguage, sheetOf } from './sheets';
import type { AskedAs } from './write-expression';
import { choiceFilterOf, relevantOf } from './write-expression';

type Row = Readonly<Record<string, string>>;

export function writeSurvey(questionnaire: Questionnaire, languages: readonly string[], listOf: ReadonlyMap<string, string>): TextSheet {
  const items = itemsOf(questionnaire);
  const columns = (column: string) => languages.map((language) => inLanguage(column, languageName(language)));
  const texts = (column: string, text: LocalizedText | undefined): Row =>
    Object.fromEntries(languages.map((language, i) => [columns(column)[i]!, text?.[language] ?? '']));
  // `meta` is a group that every tool adds; all other items keep their names.
  const taken = new Set(['meta', ...items.map((item) => item.code)]);
  const asked = new Map(items.map(({ code, kind }) => [code, { name: code === 'meta' ? claimName(taken, code) : code, kind }]));
  const askedAs: AskedAs = (code) => asked.get(code) ?? { name: code, kind: 'choice' };
  const { comment } = questionnaire;
  const commentName = claimName(taken, 'comment');

  const itemRow = (item: Item): Row => ({
    type: `${item.kind === 'choices' ? 'select_multiple' : 'select_one'} ${listOf.get(item.code) ?? ''}`,
    name: askedAs(item.code).name,
    ...texts('label', item.text),
    relevant: relevantOf(item.showWhen ?? [], askedAs),
    required: item.required ? 'yes' : 'no',
    choice_filter: item.kind === 'level' ? '' : choiceFilterOf(item.options, askedAs),
    ...{ code: writtenCode(askedAs(item.code).name, item.code), source: item.source },
    official_text: item.officialText ?? '',
    ...texts('condition_hint', item.conditionHint)
  });

  const sectionRows = (section: Section): readonly Row[] => {
    const name = claimName(taken, section.code);
    return [
      {
        ...{ type: 'begin_group', name, ...texts('label', section.name), appearance: 'field-list' },
        ...{ section_kind: section.kind, code: writtenCode(name, section.code) },
        ...texts('short_name', section.shortName)
      },
      ...(section.intro ? [{ type: 'note', name: claimName(taken, `${name}_intro`), ...texts('label', section.intro) }] : []),
      ...section.items.map(itemRow),
      { type: 'end_group', name }
    ];
  };

  const rows: readonly Row[] = [
    { type: 'note', name: claimName(taken, 'stem'), ...texts('label', questionnaire.stem) },
    ...questionnaire.sections.flatMap(sectionRows),
    ...(comment
      ? [
          {
            ...{ type: 'text', name: commentName, ...texts('label', comment.text), ...texts('hint', comment.hint) },
            ...{ required: 'no', appearance: 'multiline', constraint: `string-length(.) <= ${comment.maxLength}` }
          }
        ]
      : [])
  ];
  const header = [
    ...['type', 'name', ...columns('label'), ...columns('hint'), 'relevant', 'required', 'appearance', 'choice_filter', 'constraint'],
    ...['section_kind', 'code', ...columns('short_name'), 'source', 'official_text', ...columns('condition_hint')]
  ];
  return sheetOf(header, rows);
}

/** Only where the name is another. */
const writtenCode = (name: string, code: string) => (name === code ? '' : code);
