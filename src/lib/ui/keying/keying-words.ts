/** Words and addresses of the pages on which paper forms are keyed. */
import { keyedText, keyedValues } from '../../core/fieldwork/keyed-cells';
import type { Item, Questionnaire, Section } from '../../core/questionnaire/questionnaire';
import { itemsOf, scaleOf, textIn } from '../../core/questionnaire/questionnaire';
import { m } from '../../paraglide/messages.js';
import { deskPath } from '../desk/desk-words';

export function paperPath(surveyCode: string, serial?: number, settle = false): string {
  return `${deskPath(surveyCode)}/paper${serial === undefined ? '' : `/${serial}${settle ? '/settle' : ''}`}`;
}

/** What a level item's digits mean: `1 Rất không hài lòng · … · 0, 9 Không áp dụng`. */
function levelLegend(questionnaire: Questionnaire, item: Item, language: string): readonly string[] {
  if (item.kind !== 'level') return [];
  const levels = scaleOf(questionnaire, item).levels.map(({ level, label }) => `${level} ${textIn(label, language)}`);
  const none = [...keyedValues(questionnaire, item)].filter(([, value]) => value === 'na').map(([digit]) => digit);
  const label = item.notApplicable ? textIn(item.notApplicable, language) : '';
  return none.length === 0 ? levels : [...levels, m.keying_digit_na({ digits: none.join('/'), label })];
}

/** Of a section's level items, once: those that offer most. */
export function sectionLegend(questionnaire: Questionnaire, section: Section, language: string): readonly string[] {
  const legends = section.items.map((item) => levelLegend(questionnaire, item, language));
  return legends.toSorted((a, b) => b.length - a.length)[0] ?? [];
}

/** A keyed answer in words, its digits before it. */
export function answerWords(questionnaire: Questionnaire, field: string, values: readonly string[], language: string): string {
  if (values.length === 0) return m.keying_empty();
  const item = itemsOf(questionnaire).find(({ code }) => code === field);
  if (!item) return values.join(' ');
  const words = values.map((value) => valueWord(questionnaire, item, value, language));
  return `${keyedText(questionnaire, item, values)} – ${words.join('; ')}`;
}

function valueWord(questionnaire: Questionnaire, item: Item, value: string, language: string): string {
  if (item.kind !== 'level') return textIn(item.options.find((option) => option.value === value)!.label, language);
  if (value === 'na') return textIn(item.notApplicable!, language);
  return textIn(scaleOf(questionnaire, item).levels.find(({ level }) => String(level) === value)!.label, language);
}
