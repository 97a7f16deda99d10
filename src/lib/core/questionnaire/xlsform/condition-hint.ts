/** The line above a conditional question for browsers that hide nothing, where the file has none: which answer it goes with. */
import type { Condition, Item, Language, LocalizedText, Scale } from '../questionnaire';
import { ownWords } from './read-text';

export function conditionHint(
  conditions: readonly Condition[],
  items: readonly Item[],
  scales: readonly Scale[],
  languages: readonly Language[]
): LocalizedText {
  const sentence = (language: 'vi' | 'en') => {
    const [only, skip, or] = WORDS[language];
    const quoted = (text: LocalizedText | undefined) => `"${text?.[language] ?? text?.vi ?? ''}"`;
    return conditions
      .map(({ item: code, values, unless }) => {
        const item = items.find((candidate) => candidate.code === code);
        const answers = values.map((value) => quoted(item && labelOf(item, value, scales))).join(or);
        return (unless ? skip : only).replace('{item}', () => quoted(item?.text)).replace('{answers}', () => answers);
      })
      .join(' ');
  };
  return ownWords(languages, { vi: sentence('vi'), en: sentence('en') });
}

const WORDS = {
  vi: ['Chỉ trả lời nếu ở câu {item} đã chọn {answers}.', 'Bỏ qua câu này nếu ở câu {item} đã chọn {answers}.', ' hoặc '],
  en: ['Only answer if you chose {answers} for {item}.', 'Skip this if you chose {answers} for {item}.', ' or ']
} as const;

function labelOf(item: Item, value: string, scales: readonly Scale[]): LocalizedText | undefined {
  if (item.kind !== 'level') return item.options.find((option) => option.value === value)?.label;
  if (value === 'na') return item.notApplicable;
  return scales.find((scale) => scale.code === item.scale)?.levels.find(({ level }) => String(level) === value)?.label;
}
