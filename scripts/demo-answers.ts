/**
 * Made-up answers for the demonstration, from a seeded generator: the same every time. They vary as real ones do, between
 * agencies, factors, people and days; nothing about any real agency is in them.
 */
import type { ChoiceItem, Questionnaire } from '../src/lib/core/questionnaire/questionnaire';
import { itemsOf } from '../src/lib/core/questionnaire/questionnaire';
import { isOffered, isShown } from '../src/lib/core/response/read-form';
import type { Answer } from '../src/lib/core/response/response';

export type Random = () => number;

/** Mulberry32 (Tommy Ettinger, public domain): small, even enough for made-up answers; not for sampling. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A normal draw (Box–Muller). */
export const normal = (random: Random): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

const FACTOR_MOOD: Readonly<Record<string, number>> = { access: -0.15, procedure: 0.05, officer: 0.1, result: 0.2, feedback: -0.3 };
const SHARE_NOT_APPLICABLE: Readonly<Record<string, number>> = {
  feedback: 0.45,
  result: 0.12,
  procedure: 0.08,
  officer: 0.03,
  access: 0.05
};
const SHARE_LEFT_EMPTY = 0.02;
/** Where a mood on a normal scale passes from one level to the next: most people are content. */
const CUTS = [-2.4, -1.7, -0.95, 0.55];

/** One person's answers; `mood` is the agency's and the day's, in standard deviations. */
export function makeAnswers(questionnaire: Questionnaire, mood: number, random: Random): readonly Answer[] {
  const items = itemsOf(questionnaire);
  const person = mood + 0.75 * normal(random);
  const late = random() < 0.12 - 0.05 * mood;
  const answers: Answer[] = [];
  for (const section of questionnaire.sections) {
    for (const item of section.items) {
      if (!isShown(items, answers, item.showWhen) || random() < SHARE_LEFT_EMPTY) answers.push(null);
      else if (item.kind === 'level') {
        const skip = item.notApplicable !== undefined && random() < (SHARE_NOT_APPLICABLE[section.code] ?? 0);
        const felt = person + (FACTOR_MOOD[section.code] ?? 0) - (late ? 0.5 : 0) + 0.65 * normal(random);
        answers.push(skip ? 0 : 1 + CUTS.filter((cut) => felt > cut).length);
      } else if (item.kind === 'choices') answers.push(item.options.flatMap((_, i) => (random() < 0.25 ? [i + 1] : [])));
      else if (section.kind === 'factor')
        answers.push(rate(item, person - GOVERNANCE_HARDER + leaning(item.code) + 0.8 * normal(random), random));
      else
        answers.push(
          section.kind === 'profile' && random() < 0.35
            ? null
            : chooseOption(
                item.code,
                item.options.map((option) => option.value),
                item.options.filter((option) => isOffered(items, answers, option)).map((option) => option.value),
                late,
                random
              )
        );
    }
  }
  return answers.map((answer) => (Array.isArray(answer) && answer.length === 0 ? null : answer));
}

/** Households are harder on governance than citizens on a counter, and more so on some questions than on others. */
const GOVERNANCE_HARDER = 0.75;

/** The same for a question every time, from its code. */
function leaning(code: string): number {
  const sum = [...code].reduce((total, letter) => (total * 31 + letter.charCodeAt(0)) % 1_000, 7);
  return sum / 500 - 1;
}

/** Questions whose "yes" is the worse answer. */
const YES_IS_WORSE = new Set(['d5_4']);
const SHARE_DONT_KNOW = 0.08;

/** A choice among levels, yes and no, or how often, as `felt`; now and then nothing is known of it. */
function rate(item: ChoiceItem, felt: number, random: Random): number {
  const values = item.options.map(({ value }) => value);
  const at = (value: string) => 1 + values.indexOf(value);
  if (random() < SHARE_DONT_KNOW) return at('dont_know');
  const level = 1 + CUTS.filter((cut) => felt > cut).length;
  if (values.includes('5')) return at(String(level));
  if (values.includes('yes')) return at(level > 2 !== YES_IS_WORSE.has(item.code) ? 'yes' : 'no');
  return at(String(Math.max(0, 4 - level)));
}

/** Weights of options whose shares matter; the others are drawn evenly. */
const WEIGHTS: Readonly<Record<string, readonly number[]>> = {
  has_result: [0.8, 0.2],
  submit_channel: [0.72, 0.18, 0.03, 0.07],
  trip_count: [0.5, 0.36, 0.09, 0.03, 0.01, 0.01],
  supplement_count: [0.82, 0.14, 0.04],
  harassment: [0.015, 0.985],
  extra_payment: [0.002, 0.998],
  late_notice: [0.55, 0.45],
  late_apology: [0.25, 0.3, 0.45]
};

function chooseOption(code: string, values: readonly string[], offered: readonly string[], late: boolean, random: Random): number {
  if (code === 'on_time') {
    const early = random() < 0.2;
    const wish = late ? ['late', 'overdue'] : [early ? 'early' : 'on_time', 'not_due'];
    return 1 + values.indexOf(wish.find((value) => offered.includes(value)) ?? 'on_time');
  }
  const weights = WEIGHTS[code] ?? values.map(() => 1);
  let left = random() * weights.reduce((sum, weight) => sum + weight, 0);
  return (
    1 +
    Math.max(
      0,
      weights.findIndex((weight) => (left -= weight) < 0)
    )
  );
}

const COMMENTS = [
  'Cán bộ hướng dẫn dễ hiểu, tôi làm một lần là xong.',
  'Phòng chờ hơi chật, ngày đầu tuần đông phải đứng.',
  'Nên có thêm một máy lấy số, máy hiện nay hay hỏng.',
  'Hồ sơ trả sớm hơn hẹn hai ngày, rất cảm ơn.',
  'Tôi phải bổ sung giấy tờ hai lần, mong hướng dẫn đủ ngay từ đầu.',
  'Bảng niêm yết chữ nhỏ quá, người già khó đọc.',
  'Đường lên trung tâm xã mùa mưa khó đi, mong nhận kết quả ở bản.',
  'Trễ hẹn năm ngày nhưng không ai báo trước.',
  'Cán bộ trẻ nhiệt tình, giúp bà con nộp trực tuyến.',
  'Mong có người nói tiếng Mông hỗ trợ vào ngày chợ phiên.',
  'Mạng chậm, nộp trực tuyến phải chờ lâu.',
  'Tôi chưa biết góp ý ở đâu, nên có bảng chỉ dẫn.'
];

/** Every so often somebody writes something. */
export function makeComment(random: Random): string | null {
  return random() < 0.06 ? COMMENTS[Math.floor(random() * COMMENTS.length)]! : null;
}
