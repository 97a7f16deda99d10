/**
 * Half of the commune questionnaire: how the commune is governed (participation, transparency, accountability, control of
 * corruption). See papi-style-commune.ts for where the words come from.
 */
import type { Section } from '../questionnaire';
import { EASE, FAIRNESS, FREQUENCY, papiItem, QUALITY, YES_NO } from './papi-style-answers';
import { ACCOUNTABILITY, CORRUPTION_CONTROL, PARTICIPATION, TRANSPARENCY } from './papi-style-contents';

/** The first section, so its intro is that of the whole form: who answers, and what the form is not. */
const ON_PARTICIPATION: Section = {
  kind: 'factor',
  ...PARTICIPATION,
  intro: {
    vi: 'Phiếu dành cho một người từ 18 tuổi trở lên trong hộ. Các câu hỏi do nền tảng khảo sát này tự soạn; đây không phải phiếu hỏi PAPI.',
    en: "For one person aged 18 or over in the household. The questions are this survey platform's own; it is not the PAPI questionnaire."
  },
  items: [
    papiItem(
      'd1_1',
      YES_NO,
      'Ông/Bà có được phổ biến về những việc của xã, phường mà người dân được biết, được bàn, được giám sát không?',
      'Were you told which local matters people may know of, discuss and oversee?'
    ),
    papiItem(
      'd1_2',
      YES_NO,
      'Thôn, bản, tổ dân phố có họp hoặc phát phiếu lấy ý kiến các hộ về việc chung không?',
      'Did your village or neighbourhood meet or use forms to ask households about common matters?'
    ),
    papiItem(
      'd1_3',
      FAIRNESS,
      'Lần gần nhất bầu trưởng thôn, trưởng bản hoặc tổ trưởng tổ dân phố được tổ chức công bằng ở mức nào?',
      'How fairly was the last election of the village or neighbourhood head held?'
    ),
    papiItem(
      'd1_4',
      YES_NO,
      'Khi được vận động đóng góp cho công trình chung, hộ Ông/Bà có được tự quyết định không?',
      'When asked to contribute to a common project, was your household free to decide?'
    ),
    papiItem(
      'd1_5',
      YES_NO,
      'Các khoản dân đóng góp có được công khai thu, chi không?',
      'Are income and spending of contributions made public?'
    )
  ]
};

const ON_TRANSPARENCY: Section = {
  kind: 'factor',
  ...TRANSPARENCY,
  items: [
    papiItem(
      'd2_1',
      EASE,
      'Thông tin về chính sách, pháp luật do xã, phường đưa đến dễ hay khó hiểu?',
      'Is information on policy and law from the commune easy or hard to understand?'
    ),
    papiItem(
      'd2_2',
      YES_NO,
      'Danh sách hộ nghèo năm nay nơi Ông/Bà ở có được công khai không?',
      "Was this year's list of poor households made public where you live?"
    ),
    papiItem(
      'd2_3',
      FAIRNESS,
      'Việc bình xét hộ nghèo nơi Ông/Bà ở công bằng ở mức nào?',
      'How fair is the review of poor households where you live?'
    ),
    papiItem(
      'd2_4',
      YES_NO,
      'Ông/Bà có thấy xã, phường công khai thu, chi ngân sách không?',
      "Have you seen the commune's budget income and spending made public?"
    ),
    papiItem(
      'd2_5',
      YES_NO,
      'Ông/Bà có biết nơi xem quy hoạch, kế hoạch sử dụng đất và bảng giá đất của địa phương không?',
      'Do you know where to see local land-use plans and land prices?'
    )
  ]
};

const ON_ACCOUNTABILITY: Section = {
  kind: 'factor',
  ...ACCOUNTABILITY,
  items: [
    papiItem(
      'd3_1',
      QUALITY,
      'Lần gần nhất hỏi việc trưởng thôn hoặc cán bộ xã, phường, Ông/Bà được giải đáp thế nào?',
      'The last time you took a matter to the village head or commune staff, how was it answered?'
    ),
    papiItem(
      'd3_2',
      YES_NO,
      'Ông/Bà có biết ngày và nơi lãnh đạo xã, phường tiếp công dân không?',
      'Do you know when and where commune leaders receive citizens?'
    ),
    papiItem(
      'd3_3',
      YES_NO,
      'Nếu hộ Ông/Bà đã gửi phản ánh, kiến nghị, khiếu nại: có được trả lời không?',
      'If your household sent a report, petition or complaint: was it answered?'
    ),
    papiItem(
      'd3_4',
      YES_NO,
      'Ông/Bà có biết Ban Thanh tra nhân dân hoặc Ban Giám sát đầu tư của cộng đồng ở xã, phường mình không?',
      "Do you know of the People's Inspection or Community Investment Supervision Board in your commune?"
    ),
    papiItem(
      'd3_5',
      EASE,
      'Khi có tranh chấp, việc nhờ hòa giải, trợ giúp pháp lý hoặc tòa án dễ hay khó?',
      'In a dispute, is it easy or hard to turn to mediation, legal aid or the court?'
    )
  ]
};

/**
 * Sensitive: it asks what people nearby meet with, never what the respondent did, and it is never asked in the hearing of local
 * officials.
 */
const ON_CORRUPTION_CONTROL: Section = {
  kind: 'factor',
  ...CORRUPTION_CONTROL,
  intro: {
    vi: 'Phần này hỏi về người dân nơi Ông/Bà ở nói chung, không hỏi về việc riêng của Ông/Bà.',
    en: 'This part is about people where you live in general, not about your own affairs.'
  },
  items: [
    papiItem(
      'd4_1',
      FREQUENCY,
      'Khi làm giấy tờ đất hoặc xây dựng, người dân nơi Ông/Bà ở có phải đưa tiền ngoài quy định không?',
      'For land or building papers, do people here have to pay money beyond the rules?'
    ),
    papiItem(
      'd4_2',
      FREQUENCY,
      'Khi đi bệnh viện công, người dân có phải đưa tiền ngoài quy định để được chăm sóc tốt hơn không?',
      'At public hospitals, do people have to pay beyond the rules for better care?'
    ),
    papiItem(
      'd4_3',
      FAIRNESS,
      'Việc tuyển người vào cơ quan nhà nước ở địa phương công bằng ở mức nào?',
      'How fair is recruitment into local state agencies?'
    ),
    papiItem(
      'd4_4',
      QUALITY,
      'Chính quyền xử lý người nhũng nhiễu, đòi tiền ngoài quy định thế nào?',
      'How well does the government deal with officials who harass people or ask for money?'
    ),
    papiItem(
      'd4_5',
      YES_NO,
      'Ông/Bà có biết số điện thoại báo tin khi bị nhũng nhiễu không?',
      'Do you know the telephone number for reporting harassment?'
    )
  ]
};

export const PAPI_STYLE_GOVERNANCE: readonly Section[] = [ON_PARTICIPATION, ON_TRANSPARENCY, ON_ACCOUNTABILITY, ON_CORRUPTION_CONTROL];
