/**
 * The policy part of the national form (rows 1–14): four groups that are reported by themselves and never enter the service
 * figure. See sipas-national.ts for where the words come from and for the marks.
 *
 * "Does not apply" is offered where the form itself asks, in another table, whether the person has any experience of the matter
 * (commenting on policy, reporting back on it, public health care, a relative at school); roads, power, water and order touch
 * everyone. The official table has no such answer at all.
 */
import type { Section } from '../questionnaire';
import { NO_EXPERIENCE } from './not-applicable';
import { satisfactionItem } from './satisfaction-item';

const POLICY_ACCOUNTABILITY: Section = {
  kind: 'factor',
  code: 'policy_accountability',
  name: { vi: 'Trách nhiệm giải trình của cơ quan', en: 'Accountability of agencies' },
  shortName: { vi: 'Giải trình', en: 'Accountability' },
  intro: {
    vi: 'Về việc ban hành, tổ chức thực hiện các chính sách',
    en: 'About how policies are made and carried out'
  },
  items: [
    satisfactionItem(
      'p_a1',
      'uncertain',
      'Cơ quan nhà nước cung cấp, giải thích thông tin về các chính sách theo nhiều hình thức, giúp mọi người dân dễ tìm, dễ thấy',
      'State agencies give and explain information on policies in many forms, so that everyone can easily find and see it.'
    ),
    satisfactionItem(
      'p_a2',
      'uncertain',
      'Cơ quan nhà nước cung cấp thông tin về các chính sách đầy đủ, dễ hiểu đối với người dân',
      'The information that state agencies give on policies is complete and easy for people to understand.'
    )
  ]
};

const POLICY_PARTICIPATION: Section = {
  kind: 'factor',
  code: 'policy_participation',
  name: { vi: 'Sự tham gia của người dân', en: "People's participation" },
  shortName: { vi: 'Tham gia', en: 'Participation' },
  items: [
    satisfactionItem(
      'p_b1',
      'uncertain',
      'Cơ quan nhà nước tổ chức xin ý kiến góp ý của người dân đối với các chính sách theo nhiều hình thức, giúp mọi người dân tham gia góp ý kiến dễ dàng',
      'State agencies ask for comments on policies in many forms, so that everyone can easily take part.',
      { notApplicable: NO_EXPERIENCE }
    ),
    satisfactionItem(
      'p_b2',
      'uncertain',
      'Cơ quan nhà nước tổ chức nhiều hình thức để người dân phản hồi ý kiến về kết quả, tác động của các chính sách, giúp người dân tham gia phản hồi ý kiến dễ dàng',
      'State agencies offer many ways to report back on the results and effects of policies, so that people can easily do so.',
      { notApplicable: NO_EXPERIENCE }
    )
  ]
};

const POLICY_QUALITY: Section = {
  kind: 'factor',
  code: 'policy_quality',
  name: { vi: 'Chất lượng chính sách', en: 'Quality of policies' },
  shortName: { vi: 'Chính sách', en: 'Policies' },
  items: [
    satisfactionItem(
      'p_c1',
      'uncertain',
      'Chính sách về phát triển kinh tế - xã hội ở địa phương phù hợp',
      'Policies on local social and economic development are suitable.'
    ),
    satisfactionItem(
      'p_c2',
      'uncertain',
      'Chính sách về khám chữa bệnh phù hợp',
      'Policies on medical examination and treatment are suitable.',
      { notApplicable: NO_EXPERIENCE }
    ),
    satisfactionItem('p_c3', 'uncertain', 'Chính sách về giáo dục phổ thông phù hợp', 'Policies on general education are suitable.', {
      notApplicable: NO_EXPERIENCE
    }),
    satisfactionItem(
      'p_c4',
      'uncertain',
      'Chính sách về trật tự, an toàn xã hội phù hợp',
      'Policies on public order and safety are suitable.'
    ),
    satisfactionItem('p_c5', 'uncertain', 'Chính sách về giao thông đường bộ phù hợp', 'Policies on road traffic are suitable.'),
    satisfactionItem('p_c6', 'uncertain', 'Chính sách về điện sinh hoạt phù hợp', 'Policies on household electricity are suitable.'),
    satisfactionItem('p_c7', 'uncertain', 'Chính sách về nước sinh hoạt phù hợp', 'Policies on household water are suitable.'),
    satisfactionItem('p_c8', 'uncertain', 'Chính sách về an sinh xã hội phù hợp', 'Policies on social security are suitable.')
  ]
};

const POLICY_IMPACT: Section = {
  kind: 'factor',
  code: 'policy_impact',
  name: { vi: 'Kết quả, tác động của chính sách', en: 'Results and effects of policies' },
  shortName: { vi: 'Tác động', en: 'Effects' },
  items: [
    satisfactionItem(
      'p_d1',
      'uncertain',
      'Chính sách của địa phương đã góp phần giúp cho kinh tế gia đình của người dân địa phương ngày càng tốt hơn trong thời gian qua',
      'Local policies have helped to make the household economy of local people better and better in recent times.'
    ),
    satisfactionItem(
      'p_d2',
      'uncertain',
      'Chính sách của địa phương đã góp phần giúp cho chất lượng cuộc sống của người dân địa phương ngày càng tốt hơn trong thời gian qua',
      'Local policies have helped to make the quality of life of local people better and better in recent times.'
    )
  ]
};

export const POLICY_SECTIONS: readonly Section[] = [POLICY_ACCOUNTABILITY, POLICY_PARTICIPATION, POLICY_QUALITY, POLICY_IMPACT];
