/**
 * The service part of the national form (rows 15–33): the five factors under their stable codes, 4 + 4 + 5 + 3 + 3. See
 * sipas-national.ts for where the words come from and for the marks.
 *
 * "Does not apply" is offered where the 2017 criteria on the same matter offer it: equipment not used, no fee to pay, not due
 * yet, no question asked or guidance needed, no result yet, nothing ever reported. The official table has no such answer.
 */
import type { LocalizedText, Section } from '../questionnaire';
import { NO_EXPERIENCE, NO_FEE, NO_RESULT, NOT_DUE } from './not-applicable';
import { satisfactionItem } from './satisfaction-item';
import { ACCESS, FEEDBACK, OFFICER, PROCEDURE, RESULT } from './sipas-2017-factors';

const NEVER_REPORTED: LocalizedText = {
  vi: 'Không áp dụng: chưa từng phản ánh, kiến nghị',
  en: 'Does not apply: never sent a report or petition'
};

const NATIONAL_ACCESS: Section = {
  ...ACCESS,
  name: { vi: 'Tiếp cận', en: 'Access' },
  intro: { vi: 'Về việc cung ứng dịch vụ hành chính công', en: 'About the provision of administrative services' },
  items: [
    satisfactionItem(
      's_1_1',
      'uncertain',
      'Cơ quan cung cấp thông tin về việc giải quyết thủ tục hành chính theo nhiều hình thức, dễ tiếp cận, dễ hiểu đối với mọi người dân',
      'The agency gives information on administrative procedures in many forms that everyone can easily reach and understand.'
    ),
    satisfactionItem(
      's_1_2',
      'uncertain',
      'Trụ sở cơ quan tiếp nhận hồ sơ, trả kết quả giải quyết thủ tục hành chính có biển hiệu, hướng dẫn rõ ràng, dễ thấy',
      'The premises where dossiers are received and results returned have clear signs and directions that are easy to see.'
    ),
    satisfactionItem(
      's_1_3',
      'uncertain',
      'Trụ sở cơ quan tiếp nhận hồ sơ, trả kết quả giải quyết thủ tục hành chính sạch sẽ, văn minh',
      'The premises where dossiers are received and results returned are clean and orderly.'
    ),
    satisfactionItem(
      's_1_4',
      'uncertain',
      'Trang thiết bị phục vụ người dân đầy đủ, chất lượng tốt, giúp người dân giải quyết công việc dễ dàng hơn',
      'The equipment for people is sufficient and of good quality, and makes it easier to get things done.',
      { notApplicable: NO_EXPERIENCE }
    )
  ]
};

const NATIONAL_PROCEDURE: Section = {
  ...PROCEDURE,
  items: [
    satisfactionItem(
      's_2_1',
      'uncertain',
      'Quy định thủ tục hành chính được niêm yết công khai tại trụ sở cơ quan tiếp nhận hồ sơ, trả kết quả giải quyết thủ tục hành chính dễ thấy, dễ hiểu',
      'The rules on procedures are publicly posted at the premises where dossiers are received and results returned, easy to see and understand.'
    ),
    satisfactionItem(
      's_2_2',
      'uncertain',
      'Thành phần hồ sơ người dân phải nộp là đúng quy định',
      'The papers people have to submit are those the rules require.'
    ),
    satisfactionItem(
      's_2_3',
      'uncertain',
      'Mức phí/lệ phí người dân phải nộp là đúng quy định',
      'The fees people have to pay are those the rules set.',
      { notApplicable: NO_FEE }
    ),
    satisfactionItem(
      's_2_4',
      'uncertain',
      'Thời hạn giải quyết thủ tục hành chính cho người dân là đúng quy định',
      'The time taken to handle procedures for people is as the rules set.',
      { notApplicable: NOT_DUE }
    )
  ]
};

const NATIONAL_OFFICER: Section = {
  ...OFFICER,
  items: [
    satisfactionItem(
      's_3_1',
      'uncertain',
      'Công chức có thái độ giao tiếp lịch sự, tôn trọng đối với người dân',
      'Officials are polite and respectful towards people.'
    ),
    satisfactionItem(
      's_3_2',
      'uncertain',
      'Công chức cung cấp thông tin, trả lời kịp thời, đầy đủ các câu hỏi, ý kiến của người dân',
      "Officials give information and answer people's questions and comments promptly and fully.",
      { notApplicable: NO_EXPERIENCE }
    ),
    satisfactionItem(
      's_3_3',
      'uncertain',
      'Công chức hướng dẫn hồ sơ dễ hiểu, đảm bảo người dân có thể hoàn thiện hồ sơ sau một lần hướng dẫn',
      "Officials' guidance on the dossier is easy to understand, so that people can complete it after being guided once.",
      { notApplicable: NO_EXPERIENCE }
    ),
    satisfactionItem(
      's_3_4',
      'uncertain',
      'Công chức tuân thủ đúng quy định trong giải quyết công việc cho người dân',
      "Officials follow the rules in handling people's matters."
    ),
    satisfactionItem(
      's_3_5',
      'uncertain',
      'Công chức tận tình đối với người dân trong quá trình giải quyết công việc',
      'Officials are attentive to people throughout the handling of their matters.'
    )
  ]
};

const NATIONAL_RESULT: Section = {
  ...RESULT,
  name: { vi: 'Kết quả', en: 'Results' },
  intro: {
    vi: 'Có thể là được cấp giấy tờ hoặc bị từ chối cấp giấy tờ. Nếu chưa có kết quả, xin chọn "Không áp dụng"',
    en: 'It may be a paper granted or a refusal. If none yet, choose "Does not apply"'
  },
  items: [
    satisfactionItem(
      's_4_1',
      'uncertain',
      'Kết quả giải quyết thủ tục hành chính cho người dân được trả đúng hẹn',
      'The results of procedures are returned to people on the appointed date.',
      { notApplicable: NO_RESULT }
    ),
    satisfactionItem(
      's_4_2',
      'uncertain',
      'Kết quả giải quyết thủ tục hành chính cho người dân có thông tin đầy đủ, chính xác',
      'The information in the results of procedures is complete and accurate.',
      { notApplicable: NO_RESULT }
    ),
    satisfactionItem(
      's_4_3',
      'uncertain',
      'Kết quả giải quyết thủ tục hành chính cho người dân đảm bảo tính công bằng',
      'The results of procedures are fair.',
      { notApplicable: NO_RESULT }
    )
  ]
};

const NATIONAL_FEEDBACK: Section = {
  ...FEEDBACK,
  name: {
    vi: 'Cơ quan nhà nước tiếp nhận, xử lý phản ánh, kiến nghị của người dân',
    en: "State agencies' handling of people's reports and petitions"
  },
  shortName: { vi: 'Phản ánh', en: 'Reports' },
  intro: {
    vi: 'Nếu chưa từng phản ánh, kiến nghị, Ông/Bà chỉ cần trả lời câu đầu',
    en: 'If you never sent any, just answer the first'
  },
  items: [
    satisfactionItem(
      's_5_1',
      'uncertain',
      'Cơ quan có bố trí hình thức tiếp nhận phản ánh, kiến nghị, giúp người dân phản ánh, kiến nghị dễ dàng',
      'The agency provides ways to receive reports and petitions that make it easy for people to send them.',
      { notApplicable: NO_EXPERIENCE }
    ),
    satisfactionItem(
      's_5_2',
      'uncertain',
      'Cơ quan tiếp nhận, xử lý phản ánh, kiến nghị của người dân đúng quy định',
      "The agency receives and handles people's reports and petitions as the rules provide.",
      { notApplicable: NEVER_REPORTED }
    ),
    satisfactionItem(
      's_5_3',
      'uncertain',
      'Cơ quan thông báo kết quả xử lý phản ánh kiến nghị cho người dân kịp thời',
      'The agency tells people the outcome of their reports and petitions in good time.',
      { notApplicable: NEVER_REPORTED }
    )
  ]
};

export const NATIONAL_SERVICE_SECTIONS: readonly Section[] = [
  NATIONAL_ACCESS,
  NATIONAL_PROCEDURE,
  NATIONAL_OFFICER,
  NATIONAL_RESULT,
  NATIONAL_FEEDBACK
];
