/**
 * What happened to the person: visits, further papers, delay, apology, requests for money. The topics are those of the 2017–2021
 * SIPAS reports and of the provinces' plans; the words are this project's, since the decree's own were not found.
 *
 * `on_time` offers all five answers to everybody, although two of them suit only those who have no result yet: without scripts
 * an option cannot hide, and a person who sees the fitting one chooses it.
 */
import type { ChoiceItem, Condition, LocalizedText, MultipleChoiceItem, ResponseOption, Section } from '../questionnaire';

const YES_NO: readonly ResponseOption[] = [
  { value: 'yes', label: { vi: 'Có', en: 'Yes' } },
  { value: 'no', label: { vi: 'Không', en: 'No' } }
];

const IF_LATE: readonly Condition[] = [{ item: 'on_time', values: ['late', 'overdue'] }];
const IF_LATE_HINT: LocalizedText = { vi: 'Chỉ trả lời nếu bị trễ hẹn.', en: 'Answer only if it was late.' };

const HAS_RESULT: ChoiceItem = {
  kind: 'choice',
  code: 'has_result',
  source: 'project',
  text: { vi: 'Ông/Bà đã nhận được kết quả chưa?', en: 'Have you received your result?' },
  options: [
    { value: 'yes', label: { vi: 'Đã nhận', en: 'Yes' } },
    { value: 'no', label: { vi: 'Chưa nhận', en: 'Not yet' } }
  ]
};

const SUBMIT_CHANNEL: ChoiceItem = {
  kind: 'choice',
  code: 'submit_channel',
  source: 'project',
  text: { vi: 'Ông/Bà nộp hồ sơ bằng cách nào?', en: 'How did you submit?' },
  options: [
    { value: 'in_person', label: { vi: 'Trực tiếp', en: 'In person' } },
    { value: 'online', label: { vi: 'Trực tuyến', en: 'Online' } },
    { value: 'post', label: { vi: 'Qua bưu chính', en: 'By post' } },
    { value: 'by_other', label: { vi: 'Nhờ người khác nộp', en: 'Through someone else' } }
  ]
};

const TRIP_COUNT: ChoiceItem = {
  kind: 'choice',
  code: 'trip_count',
  source: 'project',
  text: {
    vi: 'Từ khi nộp hồ sơ đến nay, Ông/Bà đã đến cơ quan mấy lần vì việc này?',
    en: 'How many times have you come to the agency for this matter?'
  },
  showWhen: [{ item: 'submit_channel', values: ['online'], unless: true }],
  conditionHint: { vi: 'Bỏ qua câu này nếu Ông/Bà nộp hồ sơ trực tuyến.', en: 'Skip this if you submitted online.' },
  options: [
    { value: '1', label: { vi: '1 lần', en: '1' } },
    { value: '2', label: { vi: '2 lần', en: '2' } },
    { value: '3', label: { vi: '3 lần', en: '3' } },
    { value: '4', label: { vi: '4 lần', en: '4' } },
    { value: '5_6', label: { vi: '5–6 lần', en: '5–6' } },
    { value: 'over_6', label: { vi: 'Trên 6 lần', en: 'More than 6' } }
  ]
};

const SUPPLEMENT_COUNT: ChoiceItem = {
  kind: 'choice',
  code: 'supplement_count',
  source: 'project',
  text: {
    vi: 'Ông/Bà bị yêu cầu bổ sung, sửa hồ sơ mấy lần?',
    en: 'How many times were you asked to add to or correct your dossier?'
  },
  options: [
    { value: '0', label: { vi: 'Không lần nào', en: 'Never' } },
    { value: '1', label: { vi: '1 lần', en: 'Once' } },
    { value: '2_or_more', label: { vi: '2 lần trở lên', en: 'Twice or more' } }
  ]
};

const HARASSMENT: ChoiceItem = {
  kind: 'choice',
  code: 'harassment',
  source: 'project',
  text: {
    vi: 'Công chức có gây phiền hà, sách nhiễu đối với Ông/Bà không?',
    en: 'Did any official cause you trouble or harass you?'
  },
  options: YES_NO
};

const EXTRA_PAYMENT: ChoiceItem = {
  kind: 'choice',
  code: 'extra_payment',
  source: 'project',
  text: {
    vi: 'Công chức có gợi ý Ông/Bà nộp thêm tiền ngoài phí, lệ phí theo quy định không?',
    en: 'Did any official suggest you pay money beyond the official fees?'
  },
  options: YES_NO
};

const ON_TIME: ChoiceItem = {
  kind: 'choice',
  code: 'on_time',
  source: 'project',
  text: { vi: 'So với ngày hẹn, Ông/Bà được trả kết quả:', en: 'Compared with the appointment date, the result came:' },
  options: [
    { value: 'early', label: { vi: 'Sớm hơn', en: 'Early' } },
    { value: 'on_time', label: { vi: 'Đúng hẹn', en: 'On time' } },
    { value: 'late', label: { vi: 'Trễ hẹn', en: 'Late' } },
    { value: 'not_due', label: { vi: 'Chưa đến ngày hẹn', en: 'Not due yet' } },
    { value: 'overdue', label: { vi: 'Đã quá ngày hẹn mà chưa có', en: 'Overdue and not received' } }
  ]
};

const NO_RESULT_YET: Condition = { item: 'has_result', values: ['no'] };
const RESULT_IN_HAND: Condition = { item: 'has_result', values: ['yes'] };

/** Where it was asked before whether the result is there, only the answers that go with it. */
const ON_TIME_FOR_RESULT: ChoiceItem = {
  ...ON_TIME,
  options: ON_TIME.options.map((option) => ({
    ...option,
    hideWhen: ['not_due', 'overdue'].includes(option.value) ? RESULT_IN_HAND : NO_RESULT_YET
  }))
};

const LATE_NOTICE: ChoiceItem = {
  kind: 'choice',
  code: 'late_notice',
  source: 'project',
  text: {
    vi: 'Cơ quan có báo trước cho Ông/Bà về việc trễ hẹn không?',
    en: 'Did the agency tell you beforehand that it would be late?'
  },
  showWhen: IF_LATE,
  conditionHint: IF_LATE_HINT,
  options: YES_NO
};

const LATE_APOLOGY: ChoiceItem = {
  kind: 'choice',
  code: 'late_apology',
  source: 'project',
  text: { vi: 'Cơ quan có xin lỗi Ông/Bà về việc trễ hẹn không?', en: 'Did the agency apologise for the delay?' },
  showWhen: IF_LATE,
  conditionHint: IF_LATE_HINT,
  options: [
    { value: 'written', label: { vi: 'Có, bằng văn bản hoặc tin nhắn', en: 'Yes, in writing or by message' } },
    { value: 'spoken', label: { vi: 'Có, bằng lời', en: 'Yes, in person' } },
    { value: 'no', label: { vi: 'Không', en: 'No' } }
  ]
};

const INFO_CHANNEL: MultipleChoiceItem = {
  kind: 'choices',
  code: 'info_channel',
  source: 'project',
  text: { vi: 'Ông/Bà tìm hiểu về thủ tục này qua đâu?', en: 'Where did you learn about this procedure?' },
  options: [
    { value: 'loudspeaker', label: { vi: 'Loa phát thanh', en: 'Loudspeaker' } },
    { value: 'meeting', label: { vi: 'Họp thôn, bản, tổ dân phố', en: 'Village or neighbourhood meeting' } },
    { value: 'state_agency', label: { vi: 'Cơ quan nhà nước, công chức', en: 'State agency or officials' } },
    { value: 'relatives', label: { vi: 'Người thân, bạn bè', en: 'Relatives, friends' } },
    { value: 'media', label: { vi: 'Đài, ti vi, báo chí', en: 'Radio, TV, newspapers' } },
    { value: 'internet', label: { vi: 'Mạng Internet', en: 'Internet' } },
    { value: 'other', label: { vi: 'Khác', en: 'Other' } }
  ]
};

const ABOUT = {
  kind: 'experience',
  code: 'experience',
  name: { vi: 'Việc Ông/Bà đã gặp', en: 'What happened to you' },
  shortName: { vi: 'Trải nghiệm', en: 'Experience' }
} as const;

export const EXPERIENCE: Section = {
  ...ABOUT,
  items: [
    HAS_RESULT,
    SUBMIT_CHANNEL,
    TRIP_COUNT,
    SUPPLEMENT_COUNT,
    HARASSMENT,
    EXTRA_PAYMENT,
    ON_TIME_FOR_RESULT,
    LATE_NOTICE,
    LATE_APOLOGY,
    INFO_CHANNEL
  ]
};

/** The three questions of the short counter form. Notice and apology are left to the long ones. */
export const SHORT_EXPERIENCE: Section = { ...ABOUT, items: [ON_TIME, EXTRA_PAYMENT, SUPPLEMENT_COUNT] };
