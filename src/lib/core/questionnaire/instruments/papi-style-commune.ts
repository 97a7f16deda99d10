/**
 * The household questionnaire on governance and public administration in the commune, PAPI-style: one person of 18 or over of a
 * household, or somebody who came to the commune's counter, about the last twelve months.
 *
 * It is not PAPI's questionnaire, which was not read: the questions are this project's (`project`), on the matters that
 * provincial plans list under PAPI's eight contents. Their answers make the component scores "kiểu PAPI" (docs/methods.md):
 * each question is one indicator, none is a rating of satisfaction, so there are choices and no levels.
 */
import type { Questionnaire, Section } from '../questionnaire';
import { OPEN_COMMENT } from './asked-of-all';
import { PAPI_STYLE_GOVERNANCE } from './papi-style-governance';
import { PAPI_STYLE_SERVICES } from './papi-style-services';
import { PROFILE } from './profile';

/** Wherever it is asked, a household answers and no organisation. */
const HOUSEHOLD_PROFILE: Section = { ...PROFILE, items: PROFILE.items.filter((item) => item.code !== 'respondent_type') };

export const PAPI_STYLE_COMMUNE: Questionnaire = {
  code: 'papi-style-commune',
  title: {
    vi: 'Phiếu hỏi hộ dân về quản trị và hành chính công ở xã, phường (kiểu PAPI)',
    en: 'Household questionnaire on governance and public administration in the commune (PAPI-style)'
  },
  stem: {
    vi: 'Xin trả lời theo những gì diễn ra trong 12 tháng qua, nếu câu hỏi không nói khác. Nếu không có việc được hỏi, xin chọn "Không áp dụng".',
    en: 'Please answer from what happened in the last 12 months, unless a question says otherwise. If the matter did not arise, choose "Does not apply".'
  },
  languages: ['vi', 'en'],
  minutes: 10,
  scales: [],
  sections: [...PAPI_STYLE_GOVERNANCE, ...PAPI_STYLE_SERVICES, HOUSEHOLD_PROFILE],
  rates: [],
  comment: OPEN_COMMENT
};
