/** Random questionnaires in which `checkQuestionnaire` finds no fault: every kind of section and item, conditions, hidden options, rates. */
import fc from 'fast-check';
import type {
  Condition,
  ExperienceRate,
  Item,
  LocalizedText,
  Questionnaire,
  ResponseOption,
  Scale,
  Section,
  SectionKind,
  WordingSource
} from '../../src/lib/core/questionnaire/questionnaire';

/** What fast-check draws; the questionnaire is built from it in order, since a condition looks back at the items before it. */
interface Drawn {
  readonly languages: readonly string[];
  readonly next: () => number;
  readonly words: () => string;
}

const SOURCES: readonly WordingSource[] = ['official', 'edited', 'project', 'uncertain'];
const OPTION_NAMES = ['yes', 'no', '1', '2', '3', '4', '5_6', 'over_6', 'na', 'online', '18_24', 'a', 'b'];
const CODES = [
  'access',
  'stem',
  'meta',
  'experience',
  'd1',
  'q',
  'on_time',
  'note',
  'selected',
  'and',
  'not',
  'x_1',
  'hide_group',
  'label'
];

/** `texts`: what its texts are made of. */
export function randomQuestionnaire(texts: fc.Arbitrary<string>): fc.Arbitrary<Questionnaire> {
  const words = texts.map((text) => text.normalize('NFC').trim()).filter((text) => text !== '');
  const languages = fc.constantFrom(['vi'], ['vi', 'en'], ['en', 'vi'], ['vi', 'en', 'hmn'], ['vi', 'zh-Hant']);
  return fc
    .record({ languages, numbers: fc.infiniteStream(fc.nat(999)), said: fc.infiniteStream(words) })
    .map(({ languages: offered, numbers, said }) =>
      build({ languages: offered, next: () => numbers.next().value!, words: () => said.next().value! })
    );
}

function build(drawn: Drawn): Questionnaire {
  const { next } = drawn;
  const scales = times(next() % 3, (i): Scale => ({
    code: ['satisfaction-5', 'Thang đo', 'r 2'][i]!,
    levels: times(2 + (next() % 5), (level) => ({ level: level + 1, label: text(drawn) }))
  }));
  const earlier: Item[] = [];
  const codes = CODES.map((code, i) => (next() % 2 ? code : `${code}_${i}`));
  const sections = times(1 + (next() % 4), (i) => section(drawn, i, codes, scales, earlier));
  const comment = next() % 2 ? { text: text(drawn), hint: text(drawn), maxLength: 1 + next() } : undefined;
  return {
    code: `q-${next()}`,
    title: text(drawn),
    stem: text(drawn),
    languages: drawn.languages,
    minutes: 1 + (next() % 60),
    scales,
    sections,
    rates: times(next() % 3, (i) => rate(drawn, i, earlier, scales)),
    ...(comment && { comment })
  };
}

function section(drawn: Drawn, i: number, codes: string[], scales: readonly Scale[], earlier: Item[]): Section {
  const { next } = drawn;
  const kinds: readonly SectionKind[] = scales.length > 0 ? ['factor', 'overall', 'experience', 'profile'] : ['experience', 'profile'];
  const kind = kinds[next() % kinds.length]!;
  // A factor's code is no item's; another section's may be.
  const shared = earlier[next() % Math.max(1, earlier.length)];
  const code = kind !== 'factor' && kind !== 'overall' && shared && next() % 2 && i === 1 ? shared.code : `section_${i}`;
  const rated = kind === 'factor' || kind === 'overall';
  const items = times(1 + (next() % 3), () => {
    const made = item(drawn, codes.shift()!, { rated, isFree: kind === 'profile' }, scales, earlier);
    earlier.push(made);
    return made;
  });
  return { kind, code, name: text(drawn), shortName: text(drawn), ...(next() % 2 && { intro: text(drawn) }), items };
}

function item(
  drawn: Drawn,
  code: string,
  { rated, isFree }: { readonly rated: boolean; readonly isFree: boolean },
  scales: readonly Scale[],
  earlier: readonly Item[]
): Item {
  const { next } = drawn;
  const showWhen = earlier.length > 0 && next() % 3 === 0 ? times(1 + (next() % 2), () => condition(drawn, earlier, scales)) : undefined;
  const about = {
    ...{ code, text: text(drawn), source: SOURCES[next() % 4]! },
    ...(isFree ? {} : next() % 4 === 0 && { required: true as const }),
    ...(next() % 4 === 0 && { officialText: drawn.words() }),
    ...(showWhen && { showWhen }),
    ...((showWhen || next() % 8 === 0) && { conditionHint: text(drawn) })
  };
  if (rated || (scales.length > 0 && next() % 3 === 0))
    return {
      ...{ kind: 'level', ...about, scale: scales[next() % scales.length]!.code },
      ...(next() % 2 && { notApplicable: text(drawn) })
    };
  const first = next() % OPTION_NAMES.length;
  const hiding = earlier.length > 0 && next() % 3 === 0 ? times(2, () => condition(drawn, earlier, scales)) : [];
  const options = times(2 + (next() % 4), (i): ResponseOption => {
    const hideWhen = hiding[next() % 3];
    return { value: OPTION_NAMES[(first + i) % OPTION_NAMES.length]!, label: text(drawn), ...(hideWhen && { hideWhen }) };
  });
  return { kind: next() % 3 === 0 ? 'choices' : 'choice', ...about, options };
}

function condition({ next }: Drawn, earlier: readonly Item[], scales: readonly Scale[]): Condition {
  const asked = earlier[next() % earlier.length]!;
  const answers = answersOf(asked, scales);
  const values = times(1 + (next() % 3), () => answers[next() % answers.length]!);
  return { item: asked.code, values, ...(next() % 2 && { unless: true as const }) };
}

function rate(drawn: Drawn, i: number, items: readonly Item[], scales: readonly Scale[]): ExperienceRate {
  const { next } = drawn;
  const counted = items[next() % items.length]!;
  const [first, ...others] = answersOf(counted, scales);
  const alarm = next() % 3;
  return {
    ...{ code: `rate_${i}`, item: counted.code, values: [first!], name: text(drawn) },
    ...(next() % 2 && { leaveOut: others.slice(0, 1 + (next() % 2)) }),
    ...(alarm === 1 && { alarmAbove: next() / 1000 }),
    ...(alarm === 2 && { alarmCount: true as const })
  };
}

function answersOf(asked: Item, scales: readonly Scale[]): readonly string[] {
  if (asked.kind !== 'level') return asked.options.map(({ value }) => value);
  const levels = scales.find(({ code }) => code === asked.scale)!.levels.map(({ level }) => String(level));
  return asked.notApplicable ? [...levels, 'na'] : levels;
}

function text({ languages, words }: Drawn): LocalizedText {
  return { vi: words(), ...Object.fromEntries(languages.filter((language) => language !== 'vi').map((language) => [language, words()])) };
}

const times = <T>(count: number, make: (i: number) => T): T[] => Array.from({ length: count }, (_, i) => make(i));
