/**
 * Not a survey of service: 2,800 real people's answers to 25 items on a six-level scale, whose percentages R's survey package
 * has computed too. Importing them and reading the same figures checks the whole path from a file to a page.
 *
 * Reference: the `bfi` data of the R package psych (Revelle), whose documentation names the items, the levels and the groups.
 * Its age in whole years is left out: here only broad groups are asked, and the data has no bands.
 */
import type { Questionnaire, Section } from '../questionnaire';
import { BFI_FACTORS } from './bfi-factors';
import { NO_ANSWER } from './profile';
import { AGREEMENT_6 } from './scales';

/** Options stand in the order of the data's codes: gender 1–2, education 1–5. */
const BFI_PROFILE: Section = {
  kind: 'profile',
  code: 'profile',
  name: { vi: 'Thông tin người trả lời', en: 'About you' },
  shortName: { vi: 'Người trả lời', en: 'About you' },
  items: [
    {
      kind: 'choice',
      code: 'gender',
      source: 'project',
      text: { vi: 'Giới tính', en: 'Sex' },
      options: [{ value: 'male', label: { vi: 'Nam', en: 'Male' } }, { value: 'female', label: { vi: 'Nữ', en: 'Female' } }, NO_ANSWER]
    },
    {
      kind: 'choice',
      code: 'education',
      source: 'project',
      text: { vi: 'Trình độ học vấn', en: 'Education' },
      options: [
        { value: 'some_high_school', label: { vi: 'Chưa tốt nghiệp trung học phổ thông', en: 'Some high school' } },
        { value: 'high_school', label: { vi: 'Tốt nghiệp trung học phổ thông', en: 'Finished high school' } },
        { value: 'some_college', label: { vi: 'Học dở cao đẳng, đại học', en: 'Some college' } },
        { value: 'college', label: { vi: 'Tốt nghiệp đại học', en: 'College graduate' } },
        { value: 'graduate_degree', label: { vi: 'Sau đại học', en: 'Graduate degree' } },
        NO_ANSWER
      ]
    }
  ]
};

export const BFI: Questionnaire = {
  code: 'bfi',
  title: {
    vi: 'Kiểm tra phép tính bằng dữ liệu thật bfi (25 câu tự mô tả tính cách; không phải khảo sát sự phục vụ)',
    en: 'Check of the arithmetic with the real data bfi (25 self-descriptions; not a survey of service)'
  },
  stem: { vi: 'Từng câu sau mô tả đúng Ông/Bà đến mức nào?', en: 'How accurately does each statement describe you?' },
  languages: ['vi', 'en'],
  minutes: 3,
  scales: [AGREEMENT_6],
  sections: [...BFI_FACTORS, BFI_PROFILE],
  rates: []
};
