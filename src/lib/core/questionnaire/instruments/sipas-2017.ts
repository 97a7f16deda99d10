/** The long counter form: the 22 criteria of the 2017 method, the overall question, what happened, and an optional profile. */
import type { Questionnaire } from '../questionnaire';
import { OPEN_COMMENT, OVERALL_QUESTION, STEM } from './asked-of-all';
import { EXPERIENCE } from './experience';
import { EXPERIENCE_RATES } from './experience-rates';
import { PROFILE } from './profile';
import { SATISFACTION_5 } from './scales';
import { ACCESS, FEEDBACK, OFFICER, PROCEDURE, RESULT } from './sipas-2017-factors';

export const SIPAS_2017: Questionnaire = {
  code: 'sipas-2017',
  title: {
    vi: 'Phiếu khảo sát mức độ hài lòng của người dân, tổ chức đối với sự phục vụ của cơ quan hành chính nhà nước',
    en: "Survey of people's and organisations' satisfaction with the service of state administrative agencies"
  },
  stem: STEM,
  languages: ['vi', 'en'],
  minutes: 5,
  scales: [SATISFACTION_5],
  sections: [ACCESS, PROCEDURE, OFFICER, RESULT, FEEDBACK, OVERALL_QUESTION, EXPERIENCE, PROFILE],
  rates: EXPERIENCE_RATES,
  comment: OPEN_COMMENT
};
