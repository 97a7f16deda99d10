/**
 * The short counter form: the nine items of the ward form "Mẫu số 02" in its order and words (factors 3 to 5 of the 2017
 * method, some criteria merged), then three questions on what happened.
 */
import type { Questionnaire, Section } from '../questionnaire';
import { OPEN_COMMENT, STEM } from './asked-of-all';
import { SHORT_EXPERIENCE } from './experience';
import { SHORT_EXPERIENCE_RATES } from './experience-rates';
import { NO_EXPERIENCE, NO_RESULT } from './not-applicable';
import { satisfactionItem } from './satisfaction-item';
import { SATISFACTION_5 } from './scales';
import { FEEDBACK, FOLLOWED_RULES, OFFICER, POLITE, RESULT, RESULT_AS_RULED } from './sipas-2017-factors';

const SHORT_OFFICER: Section = {
  ...OFFICER,
  items: [
    POLITE,
    satisfactionItem(
      'officer_345',
      'official',
      'Công chức trả lời, giải thích, hướng dẫn kê khai hồ sơ tận tình, chu đáo, dễ hiểu.',
      'The official answered, explained and guided you through the dossier with care and clearly.',
      { notApplicable: NO_EXPERIENCE }
    ),
    FOLLOWED_RULES
  ]
};

const SHORT_RESULT: Section = {
  ...RESULT,
  items: [
    RESULT_AS_RULED,
    satisfactionItem(
      'result_23',
      'official',
      'Kết quả mà Ông/Bà nhận được có thông tin đầy đủ, chính xác.',
      'The information in the result was complete and accurate.',
      { notApplicable: NO_RESULT }
    )
  ]
};

const SHORT_FEEDBACK: Section = {
  ...FEEDBACK,
  name: { ...FEEDBACK.name, vi: 'Tiếp nhận, xử lý các ý kiến góp ý, phản ánh, kiến nghị' }
};

export const SIPAS_SHORT: Questionnaire = {
  code: 'sipas-short',
  title: {
    vi: 'Phiếu khảo sát ngắn về mức độ hài lòng của người dân, tổ chức đối với sự phục vụ của cơ quan hành chính nhà nước',
    en: "Short survey of people's and organisations' satisfaction with the service of state administrative agencies"
  },
  stem: STEM,
  languages: ['vi', 'en'],
  minutes: 2,
  scales: [SATISFACTION_5],
  sections: [SHORT_OFFICER, SHORT_RESULT, SHORT_FEEDBACK, SHORT_EXPERIENCE],
  rates: SHORT_EXPERIENCE_RATES,
  comment: OPEN_COMMENT
};
