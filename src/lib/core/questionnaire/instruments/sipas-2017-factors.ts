/**
 * The 22 criteria of the 2017 method (QĐ 2640/QĐ-BNV, for transactions in person) in their five factors, 4 + 5 + 6 + 3 + 4.
 *
 * What the marks rest on: `procedure_1`, `officer_1`, `officer_4`, `officer_6` are the decree as thuvienphapluat.vn quotes it
 * (news 18104); `result_1` and `feedback_1` to `feedback_4` are the ward form "Mẫu số 02". `edited` items had an abbreviation
 * spelt out, "người dân/đại diện tổ chức" made "Ông/Bà" or a merged item split, or only their sense was read. `uncertain` items
 * are remembered: the annex of the decree itself was not found, so check them against it before calling them official.
 * The intros, the English and every "does not apply" are this project's.
 */
import type { Section } from '../questionnaire';
import { NEVER_SUGGESTED, NO_EXPERIENCE, NO_FEE, NO_RESULT, NOT_DUE } from './not-applicable';
import { satisfactionItem } from './satisfaction-item';

export const ACCESS: Section = {
  kind: 'factor',
  code: 'access',
  name: { vi: 'Tiếp cận dịch vụ hành chính công', en: 'Access to administrative services' },
  shortName: { vi: 'Tiếp cận', en: 'Access' },
  intro: { vi: 'Về nơi Ông/Bà đến làm thủ tục', en: 'About the place where you came' },
  items: [
    satisfactionItem(
      'access_1',
      'edited',
      'Nơi ngồi chờ tại cơ quan giải quyết thủ tục hành chính/Bộ phận Một cửa có đủ chỗ ngồi.',
      'The waiting area at the agency or one-stop unit has enough seats.'
    ),
    satisfactionItem(
      'access_2',
      'uncertain',
      'Trang thiết bị phục vụ người dân, tổ chức đầy đủ.',
      'There is enough equipment for people and organisations to use.'
    ),
    satisfactionItem(
      'access_3',
      'uncertain',
      'Trang thiết bị phục vụ người dân, tổ chức hiện đại.',
      'The equipment for people and organisations is modern.'
    ),
    satisfactionItem(
      'access_4',
      'uncertain',
      'Trang thiết bị phục vụ người dân, tổ chức dễ sử dụng.',
      'The equipment for people and organisations is easy to use.',
      { notApplicable: NO_EXPERIENCE }
    )
  ]
};

export const PROCEDURE: Section = {
  kind: 'factor',
  code: 'procedure',
  name: { vi: 'Thủ tục hành chính', en: 'Administrative procedures' },
  shortName: { vi: 'Thủ tục', en: 'Procedures' },
  intro: { vi: 'Về giấy tờ phải nộp, phí và thời hạn', en: 'About papers, fees and time limits' },
  items: [
    satisfactionItem(
      'procedure_1',
      'official',
      'Thủ tục hành chính được niêm yết công khai đầy đủ.',
      'Procedures are publicly posted in full.'
    ),
    satisfactionItem(
      'procedure_2',
      'uncertain',
      'Thủ tục hành chính được niêm yết công khai chính xác.',
      'The posted procedures are accurate.'
    ),
    satisfactionItem(
      'procedure_3',
      'edited',
      'Thành phần hồ sơ Ông/Bà phải nộp là đúng quy định.',
      'The papers you had to submit were those the rules require.'
    ),
    satisfactionItem(
      'procedure_4',
      'edited',
      'Mức phí, lệ phí Ông/Bà phải nộp là đúng quy định.',
      'The fees you had to pay were those the rules set.',
      { notApplicable: NO_FEE }
    ),
    satisfactionItem(
      'procedure_5',
      'edited',
      'Thời hạn giải quyết (tính từ ngày hồ sơ được tiếp nhận đến ngày trả kết quả) là đúng quy định.',
      'The processing time (from acceptance of the dossier to return of the result) was as the rules set.',
      { notApplicable: NOT_DUE }
    )
  ]
};

/** The criteria that the short form has in the same words. */
export const POLITE = satisfactionItem('officer_1', 'official', 'Công chức có thái độ giao tiếp lịch sự.', 'The official was polite.');
export const FOLLOWED_RULES = satisfactionItem(
  'officer_6',
  'official',
  'Công chức tuân thủ đúng quy định trong giải quyết công việc.',
  'The official followed the rules in handling the matter.'
);
export const RESULT_AS_RULED = satisfactionItem(
  'result_1',
  'official',
  'Kết quả mà Ông/Bà nhận được là đúng quy định (kết quả có thể là được cấp giấy tờ hoặc bị từ chối cấp giấy tờ).',
  'The result you received was as the rules provide (it may be a paper granted or a refusal).',
  { notApplicable: NO_RESULT }
);

export const OFFICER: Section = {
  kind: 'factor',
  code: 'officer',
  name: { vi: 'Công chức trực tiếp giải quyết công việc', en: 'Officials who dealt with you' },
  shortName: { vi: 'Công chức', en: 'Officials' },
  intro: { vi: 'Về công chức đã tiếp và giải quyết việc của Ông/Bà', en: 'About the officials who received you' },
  items: [
    POLITE,
    satisfactionItem('officer_2', 'uncertain', 'Công chức chú ý lắng nghe ý kiến của Ông/Bà.', 'The official listened attentively to you.'),
    satisfactionItem(
      'officer_3',
      'edited',
      'Công chức trả lời, giải đáp đầy đủ các ý kiến của Ông/Bà.',
      'The official answered all your questions fully.',
      { notApplicable: NO_EXPERIENCE }
    ),
    satisfactionItem(
      'officer_4',
      'official',
      'Công chức hướng dẫn kê khai hồ sơ tận tình, chu đáo.',
      'The official helped you fill in the dossier with care.',
      { notApplicable: NO_EXPERIENCE }
    ),
    satisfactionItem(
      'officer_5',
      'uncertain',
      'Công chức hướng dẫn kê khai hồ sơ dễ hiểu.',
      "The official's guidance on the dossier was easy to understand.",
      { notApplicable: NO_EXPERIENCE }
    ),
    FOLLOWED_RULES
  ]
};

export const RESULT: Section = {
  kind: 'factor',
  code: 'result',
  name: { vi: 'Kết quả cung ứng dịch vụ hành chính công', en: 'Results' },
  shortName: { vi: 'Kết quả', en: 'Results' },
  intro: {
    vi: 'Về kết quả Ông/Bà nhận được. Nếu chưa có kết quả, xin chọn "Không áp dụng"',
    en: 'About the result you received. If none yet, choose "Does not apply"'
  },
  items: [
    RESULT_AS_RULED,
    satisfactionItem(
      'result_2',
      'edited',
      'Kết quả mà Ông/Bà nhận được có thông tin đầy đủ.',
      'The information in the result was complete.',
      { notApplicable: NO_RESULT }
    ),
    satisfactionItem(
      'result_3',
      'edited',
      'Kết quả mà Ông/Bà nhận được có thông tin chính xác.',
      'The information in the result was accurate.',
      { notApplicable: NO_RESULT }
    )
  ]
};

export const FEEDBACK: Section = {
  kind: 'factor',
  code: 'feedback',
  name: { vi: 'Tiếp nhận, giải quyết góp ý, phản ánh, kiến nghị', en: 'Handling suggestions, reports and petitions' },
  shortName: { vi: 'Góp ý', en: 'Suggestions' },
  intro: {
    vi: 'Về việc cơ quan lắng nghe và trả lời góp ý. Nếu chưa từng góp ý, Ông/Bà chỉ cần trả lời câu đầu',
    en: 'About how the agency listens and answers. If you never sent any, just answer the first'
  },
  items: [
    satisfactionItem(
      'feedback_1',
      'official',
      'Cơ quan có bố trí hình thức tiếp nhận góp ý, phản ánh, kiến nghị của người dân, tổ chức.',
      'The agency provides ways to receive suggestions, reports and petitions.',
      { notApplicable: NO_EXPERIENCE }
    ),
    satisfactionItem(
      'feedback_2',
      'official',
      'Ông/Bà dễ dàng thực hiện góp ý, phản ánh, kiến nghị.',
      'It was easy for you to make a suggestion, report or petition.',
      { notApplicable: NEVER_SUGGESTED }
    ),
    satisfactionItem(
      'feedback_3',
      'official',
      'Cơ quan tiếp nhận và xử lý tích cực các góp ý, phản ánh, kiến nghị của Ông/Bà.',
      'The agency received and acted on your suggestions, reports and petitions.',
      { notApplicable: NEVER_SUGGESTED }
    ),
    satisfactionItem(
      'feedback_4',
      'official',
      'Cơ quan thông báo kịp thời kết quả xử lý các ý kiến góp ý, phản ánh, kiến nghị cho Ông/Bà.',
      'The agency told you the outcome in good time.',
      {
        notApplicable: NEVER_SUGGESTED,
        // The decree as thuvienphapluat.vn quotes it; the words shown are those of Mẫu số 02.
        officialText:
          'Cơ quan giải quyết thủ tục hành chính/Bộ phận tiếp nhận và trả kết quả có thông báo kết quả xử lý góp ý, phản ánh, kiến nghị kịp thời'
      }
    )
  ]
};
