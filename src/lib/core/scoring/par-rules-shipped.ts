/**
 * The rules of the PAR INDEX that a new installation has (docs/methods.md, "PAR INDEX points"). What is known of a provincial set is
 * one published result: the plan of the Office of the Sơn La People's Committee (2022) to mend what lost it points in 2021 prints
 * the eight areas with maximum, points and lost points, and that 8.99 points came from the survey of people. How the areas divide
 * into criteria was not read, so those rules name areas only. The other set is this project's own, for demonstrations.
 */
import type { LocalizedText } from '../questionnaire/questionnaire';
import type { ParArea, ParRules, RulesName, WholeArea } from './par-rules';
import { DEMONSTRATION_RULES } from './par-rules-demo';

function wholeArea(code: string, max: number, vi: string, en: string): WholeArea {
  return { code, name: { vi, en }, max, criteria: null, sources: ['appraisal', 'leaders'] };
}

const NOTE: LocalizedText = {
  vi: 'Điểm tối đa của tám lĩnh vực lấy từ kế hoạch khắc phục năm 2022 của Văn phòng Ủy ban nhân dân tỉnh Sơn La (kết quả năm 2021, các sở, ban, ngành). Kế hoạch không in cách chia từng lĩnh vực thành tiêu chí nên điểm được ghi cho cả lĩnh vực. Lĩnh vực 8 lấy trọn từ khảo sát người dân theo cách nhân tỷ lệ hài lòng với điểm tối đa: suy ra từ 8,99/10 điểm (trừ 1,01), chưa đọc được văn bản quy định.',
  en: "The maxima of the eight areas are those of the 2022 plan of the Office of the Sơn La People's Committee (results of 2021, provincial departments). The plan does not print how an area divides into criteria, so points stand for whole areas. That area 8 comes wholly from the survey of people, as the share satisfied times the maximum, is inferred from 8.99 of 10 points (1.01 lost); the text that rules it was not read."
};

const AREAS: readonly ParArea[] = [
  wholeArea('1', 11.5, 'Công tác chỉ đạo điều hành', 'Steering of administrative reform'),
  wholeArea(
    '2',
    12,
    'Xây dựng và tổ chức thực hiện hệ thống văn bản quy phạm pháp luật',
    'Making and carrying out the system of legal documents'
  ),
  wholeArea('3', 15.5, 'Cải cách thủ tục hành chính', 'Reform of administrative procedures'),
  wholeArea('4', 11, 'Cải cách tổ chức bộ máy hành chính', 'Reform of the administrative apparatus'),
  wholeArea('5', 13.5, 'Cải cách công vụ', 'Reform of the civil service'),
  wholeArea('6', 10, 'Cải cách tài chính công', 'Reform of public finance'),
  wholeArea('7', 16.5, 'Xây dựng chính quyền điện tử, chính quyền số', 'Building e-government and digital government'),
  {
    code: '8',
    name: {
      vi: 'Tác động của cải cách hành chính đến người dân, tổ chức',
      en: 'Effect of administrative reform on people and organisations'
    },
    max: 10,
    criteria: null,
    sources: ['citizens'],
    conversion: { kind: 'linear' },
    figure: 'overall'
  }
];

const SON_LA_2021: ParRules = {
  family: 'par-index',
  number: 1,
  name: {
    vi: 'Chỉ số cải cách hành chính cấp sở, ban, ngành tỉnh Sơn La năm 2021 (theo lĩnh vực)',
    en: 'PAR INDEX of provincial departments, Sơn La, 2021 (by area)'
  },
  certainty: 'assumed',
  note: NOTE,
  total: 100,
  areas: AREAS
};

export const SHIPPED_PAR_RULES: readonly ParRules[] = [SON_LA_2021, DEMONSTRATION_RULES];

/** undefined: a new installation has no such version. */
export function findShippedParRules({ family, number }: RulesName): ParRules | undefined {
  return SHIPPED_PAR_RULES.find((rules) => rules.family === family && rules.number === number);
}
