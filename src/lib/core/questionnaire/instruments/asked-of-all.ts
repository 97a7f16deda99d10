/** What the long forms ask besides their criteria in the same words: the stem, the overall question and the open comment. */
import type { LocalizedText, Questionnaire, Section } from '../questionnaire';
import { satisfactionItem } from './satisfaction-item';

export const STEM: LocalizedText = {
  vi: 'Ông/Bà hài lòng ở mức nào về từng nội dung sau?',
  en: 'How satisfied are you with each of the following?'
};

/** Never in the index: it is what the criteria are set against to see which of them matter most. */
export const OVERALL_QUESTION: Section = {
  kind: 'overall',
  // Not `overall`, which is the code of the overall figure.
  code: 'overall_question',
  name: { vi: 'Đánh giá chung', en: 'Overall' },
  shortName: { vi: 'Chung', en: 'Overall' },
  items: [
    satisfactionItem(
      'overall',
      'project',
      'Nhìn chung, Ông/Bà hài lòng ở mức nào về lần giải quyết công việc này?',
      'Overall, how satisfied are you with how this matter was handled?'
    )
  ]
};

export const OPEN_COMMENT: NonNullable<Questionnaire['comment']> = {
  text: {
    vi: 'Ông/Bà muốn cơ quan sửa điều gì trước nhất, hoặc muốn khen điều gì?',
    en: 'What should the agency fix first, or what deserves praise?'
  },
  hint: {
    vi: 'Xin không ghi họ tên, số điện thoại, số căn cước hay mã hồ sơ.',
    en: 'Please do not write names, phone, ID or dossier numbers.'
  },
  maxLength: 5000
};
