/**
 * The methods that a new installation has. Every number in them is a choice of a method version, never a constant in code.
 *
 * What is known: a criterion's index is the share of answers at level 4 or 5 among valid answers, as the published phrasing
 * "87,16% người dân, tổ chức hài lòng" has it, and the target of 90 % stands in the provinces' plans. How the decrees combine
 * criteria was not read (the annexes of QĐ 2640/QĐ-BNV and QĐ 1001/QĐ-BNV were not found), and published figures do not settle
 * it; so pooling is a choice, and every method here is `assumed`. Limits on small numbers are this project's.
 */
import type { Method } from './method';
import { PAPI_STYLE_COMMUNE_MAP, SIPAS_MAP, SIPAS_NATIONAL_MAP } from './papi-style-maps';

export interface MethodName {
  readonly family: string;
  readonly number: number;
}

const LIMITS = {
  target: 0.9,
  level: 0.95,
  minimumRespondents: 5,
  minimumForOptions: 10,
  minimumForRanking: 30,
  minimumDegreesOfFreedom: 8,
  weeksForWeeklyUnits: 13
} as const;

const SERVICE_FACTORS = ['access', 'procedure', 'officer', 'result', 'feedback'] as const;

const SIPAS: Method = {
  family: 'sipas',
  number: 1,
  name: { vi: 'SIPAS theo phương pháp năm 2017 (gộp câu trả lời)', en: 'SIPAS by the 2017 method (pooled answers)' },
  factors: SERVICE_FACTORS,
  satisfiedFrom: { 'satisfaction-5': 4 },
  aggregation: 'pooled',
  ...LIMITS,
  certainty: 'assumed',
  note: {
    vi: 'Tỷ lệ câu trả lời "Hài lòng" và "Rất hài lòng" trên số câu trả lời hợp lệ; "Không áp dụng" và bỏ trống không tính. Phụ lục cách tính của Quyết định 2640/QĐ-BNV chưa được đọc nên cách gộp các tiêu chí là lựa chọn của nền tảng; khi mọi câu đều được trả lời, kết quả bằng trung bình các tiêu chí.',
    en: 'Share of "Satisfied" and "Very satisfied" among valid answers; "Does not apply" and empty answers are left out. The annex of Decision 2640/QĐ-BNV on computation was not read, so pooling the criteria is this platform\'s choice; where everything is answered it equals the mean of the criteria.'
  }
};

/** A family of its own: figures by the method of 2022 and those before it may not be chained. */
const SIPAS_NATIONAL: Method = {
  family: 'sipas-national',
  number: 1,
  name: {
    vi: 'SIPAS theo phương pháp từ năm 2022, phần cung ứng dịch vụ (gộp câu trả lời)',
    en: 'SIPAS by the method since 2022, service part (pooled answers)'
  },
  factors: SERVICE_FACTORS,
  satisfiedFrom: { 'satisfaction-5': 4 },
  aggregation: 'pooled',
  ...LIMITS,
  certainty: 'assumed',
  note: {
    vi: 'Chỉ năm yếu tố cung ứng dịch vụ vào chỉ số; bốn nhóm chính sách được báo cáo riêng. Chỉ số quốc gia công bố còn gồm phần chính sách với trọng số chưa rõ (số liệu công bố năm 2023 và 2024 ứng với khoảng 0,6) nên không so sánh trực tiếp. Phụ lục cách tính của Quyết định 1001/QĐ-BNV chưa được đọc.',
    en: 'Only the five service factors enter the figure; the four policy groups are reported by themselves. The published national index also holds the policy part, with a weight that is not known (figures published for 2023 and 2024 fit about 0.6), so the two cannot be compared directly. The annex of Decision 1001/QĐ-BNV on computation was not read.'
  }
};

/** The same index as number 1; PAPI-style scores beside it. */
const SIPAS_WITH_COMPONENTS: Method = { ...SIPAS, number: 2, components: SIPAS_MAP };
const SIPAS_NATIONAL_WITH_COMPONENTS: Method = { ...SIPAS_NATIONAL, number: 2, components: SIPAS_NATIONAL_MAP };

/** No share of satisfied answers: its overall figure is the sum of the eight dimensions. */
const PAPI_STYLE: Method = {
  family: 'papi-style',
  number: 1,
  name: { vi: 'Điểm thành phần kiểu PAPI (không trọng số, thang 8–80)', en: 'PAPI-style component scores (unweighted, 8 to 80)' },
  factors: [],
  satisfiedFrom: {},
  aggregation: 'sum-of-components',
  ...LIMITS,
  target: null,
  components: PAPI_STYLE_COMMUNE_MAP,
  certainty: 'assumed',
  note: {
    vi: 'Mỗi câu hỏi được quy về thang 1–10 theo hai đầu của thang trả lời; nội dung là trung bình các nội dung thành phần, tổng là tổng tám nội dung. Cách tính theo phần đã công bố của PAPI, phụ lục kỹ thuật chưa được đọc; câu hỏi do nền tảng này soạn. PAPI do UNDP và CECODES thực hiện bằng điều tra hộ gia đình, nên điểm ở đây chỉ là kiểu PAPI, không so sánh với điểm PAPI.',
    en: "Each question is rescaled to 1–10 by the ends of its answer scale; a dimension is the mean of its sub-dimensions, the sum adds up eight. The arithmetic follows what PAPI has published, whose technical annex was not read; the questions are this platform's own. PAPI is a household survey by UNDP and CECODES: scores here are PAPI-style only and are not to be compared with PAPI's."
  }
};

const PAR_LEADERS: Method = {
  family: 'par-leaders',
  number: 1,
  name: { vi: 'Đánh giá của lãnh đạo, quản lý (gộp câu trả lời)', en: 'Rating by leaders and managers (pooled answers)' },
  factors: ['l1', 'l2', 'l3', 'l4', 'l5', 'l6', 'l7'],
  satisfiedFrom: { 'rating-5': 4 },
  aggregation: 'pooled',
  ...LIMITS,
  target: null,
  certainty: 'assumed',
  note: {
    vi: 'Tỷ lệ câu trả lời "Tốt" và "Rất tốt" trên số câu trả lời hợp lệ; "Không đủ thông tin để đánh giá" và bỏ trống không tính. Điểm tối đa của từng tiêu chí thuộc bộ quy tắc chấm Chỉ số cải cách hành chính, không thuộc phiếu này.',
    en: 'Share of "Good" and "Very good" among valid answers; "Not enough information" and empty answers are left out. How many points a criterion is worth belongs to the rules of the PAR INDEX, not to this questionnaire.'
  }
};

/** As version 1, which called its share satisfaction. */
const PAR_LEADERS_WITH_WORDS: Method = {
  ...PAR_LEADERS,
  number: 2,
  words: {
    overall: { vi: 'Tỷ lệ đánh giá tốt chung', en: 'Overall share of good ratings' },
    share: { vi: 'tỷ lệ đánh giá tốt', en: 'share of good ratings' },
    positive: { vi: 'đánh giá tốt', en: 'rated good' },
    negative: { vi: 'chưa đánh giá tốt', en: 'not rated good' },
    respondents: { vi: 'công chức lãnh đạo, quản lý', en: 'leaders and managers' },
    few: { vi: 'Ít câu trả lời chưa tốt', en: 'Few answers below good' }
  }
};

const BFI_CHECK: Method = {
  family: 'bfi-check',
  number: 1,
  name: { vi: 'Kiểm tra phép tính trên dữ liệu bfi (gộp câu trả lời)', en: 'Check of the arithmetic on the bfi data (pooled answers)' },
  factors: ['agreeableness', 'conscientiousness', 'extraversion', 'neuroticism', 'openness'],
  satisfiedFrom: { 'agreement-6': 5 },
  aggregation: 'pooled',
  ...LIMITS,
  certainty: 'assumed',
  note: {
    vi: 'Tỷ lệ hai mức cao nhất trong sáu mức, để so với gói survey của R. Không phải mức hài lòng; mục tiêu ở đây không có ý nghĩa.',
    en: "Share of the two highest of six levels, to compare with R's survey package. It is no satisfaction, and the target means nothing here."
  }
};

const BFI_CHECK_MEAN_OF_FACTORS: Method = {
  ...BFI_CHECK,
  number: 2,
  name: {
    vi: 'Kiểm tra phép tính trên dữ liệu bfi (trung bình các yếu tố)',
    en: 'Check of the arithmetic on the bfi data (mean of factors)'
  },
  aggregation: 'mean-of-factors'
};

export const SHIPPED_METHODS: readonly Method[] = [
  SIPAS,
  SIPAS_WITH_COMPONENTS,
  SIPAS_NATIONAL,
  SIPAS_NATIONAL_WITH_COMPONENTS,
  PAPI_STYLE,
  PAR_LEADERS,
  PAR_LEADERS_WITH_WORDS,
  BFI_CHECK,
  BFI_CHECK_MEAN_OF_FACTORS
];

const METHOD_OF: Readonly<Record<string, MethodName>> = {
  'sipas-2017': { family: 'sipas', number: 2 },
  'sipas-short': { family: 'sipas', number: 2 },
  'sipas-national-2023-draft': { family: 'sipas-national', number: 2 },
  'papi-style-commune': { family: 'papi-style', number: 1 },
  'par-leaders': { family: 'par-leaders', number: 2 },
  bfi: { family: 'bfi-check', number: 1 }
};

/** The method that a new survey with this questionnaire takes where none is named; undefined: there is none, it must be named. */
export function methodFor(questionnaireCode: string): MethodName | undefined {
  return Object.hasOwn(METHOD_OF, questionnaireCode) ? METHOD_OF[questionnaireCode] : undefined;
}
