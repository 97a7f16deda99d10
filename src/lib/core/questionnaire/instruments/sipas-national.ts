/**
 * The national form in use since 2022, as far as its 33-row table of satisfaction goes: nine groups, of which the five service
 * factors enter the figure.
 *
 * Its Vietnamese is word for word a public transcription of the Ministry's form ("BỘ NỘI VỤ – PHIẾU KHẢO SÁT"), with the table's
 * row head "Chính sách về … phù hợp" written out for each policy. The year is not printed on it, other parts of it have copying
 * faults, the wording changes from year to year, and the annex of QĐ 1001/QĐ-BNV was not read. So every row is marked
 * `uncertain` and the code says draft: check it against the annex before official use. The English is this project's, and so
 * are the stem, the overall question, the questions on what happened and the profile, shared with `sipas-2017`.
 */
import type { Questionnaire } from '../questionnaire';
import { OPEN_COMMENT, OVERALL_QUESTION, STEM } from './asked-of-all';
import { EXPERIENCE } from './experience';
import { EXPERIENCE_RATES } from './experience-rates';
import { PROFILE } from './profile';
import { SATISFACTION_5 } from './scales';
import { POLICY_SECTIONS } from './sipas-national-policy';
import { NATIONAL_SERVICE_SECTIONS } from './sipas-national-service';

export const SIPAS_NATIONAL: Questionnaire = {
  code: 'sipas-national-2023-draft',
  title: {
    vi: 'Phiếu khảo sát sự hài lòng của người dân đối với sự phục vụ của cơ quan hành chính nhà nước (mẫu quốc gia từ năm 2022, dự thảo)',
    en: "Survey of people's satisfaction with the service of state administrative agencies (national form since 2022, draft)"
  },
  stem: STEM,
  languages: ['vi', 'en'],
  minutes: 8,
  scales: [SATISFACTION_5],
  sections: [...POLICY_SECTIONS, ...NATIONAL_SERVICE_SECTIONS, OVERALL_QUESTION, EXPERIENCE, PROFILE],
  rates: EXPERIENCE_RATES,
  comment: OPEN_COMMENT
};
