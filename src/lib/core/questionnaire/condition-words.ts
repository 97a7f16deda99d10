/** Conditions in words, in Vietnamese and English: by the texts of the questions and the labels of the answers, not by their codes. */
import type { Condition, Item, LocalizedText, Questionnaire, Scale } from './questionnaire';

/** What the words are taken from. */
export type Asked = { readonly items: readonly Item[] } & Pick<Questionnaire, 'scales'>;

type Words = LocalizedText & { readonly en: string };

/** For the reader of a form: with which answers before it a question goes. */
export function showingWords(conditions: readonly Condition[], asked: Asked): Words {
  return inWords(conditions, asked, {
    vi: ['Chỉ trả lời nếu ở câu {item} đã chọn {answers}.', 'Bỏ qua câu này nếu ở câu {item} đã chọn {answers}.'],
    en: ['Only answer if you chose {answers} for {item}.', 'Skip this if you chose {answers} for {item}.']
  });
}

/** When an option is not offered. */
export function hidingWords(condition: Condition, asked: Asked): Words {
  return inWords([condition], asked, {
    vi: ['Ẩn nếu ở câu {item} đã chọn {answers}.', 'Chỉ có nếu ở câu {item} đã chọn {answers}.'],
    en: ['Hidden if {answers} was chosen for {item}.', 'Offered only if {answers} was chosen for {item}.']
  });
}

type Sentences = Readonly<Record<'vi' | 'en', readonly [plain: string, unless: string]>>;

function inWords(conditions: readonly Condition[], asked: Asked, sentences: Sentences): Words {
  const sentence = (language: 'vi' | 'en') => {
    const quoted = (text: LocalizedText | undefined, code: string) => `"${text?.[language] ?? text?.vi ?? code}"`;
    return conditions
      .map(({ item: code, values, unless }) => {
        const item = asked.items.find((candidate) => candidate.code === code);
        const answers = values
          .map((value) => quoted(item && labelOf(item, value, asked.scales), value))
          .join(language === 'vi' ? ' hoặc ' : ' or ');
        const said: Readonly<Record<string, string>> = { item: quoted(item?.text, code), answers };
        return sentences[language][unless ? 1 : 0].replace(/\{(item|answers)\}/g, (_, name: string) => said[name]!);
      })
      .join(' ');
  };
  return { vi: sentence('vi'), en: sentence('en') };
}

function labelOf(item: Item, value: string, scales: readonly Scale[]): LocalizedText | undefined {
  if (item.kind !== 'level') return item.options.find((option) => option.value === value)?.label;
  if (value === 'na') return item.notApplicable;
  return scales.find((scale) => scale.code === item.scale)?.levels.find(({ level }) => String(level) === value)?.label;
}
