/**
 * How often the experiences happened, and from where on a page raises an alarm. Which answers count follows the provinces'
 * plans: handing in and collecting in person are two visits already, so three are too many; papers may be asked for again once,
 * so twice is too often. What is not due yet is neither late nor on time.
 *
 * The alarm limits are this project's, not an official rule: a few delays in a hundred happen anywhere, while one request for
 * money or one case of harassment is a matter for a person to look at.
 */
import type { ExperienceRate } from '../questionnaire';

const LATE_RATE: ExperienceRate = {
  code: 'late',
  item: 'on_time',
  values: ['late', 'overdue'],
  leaveOut: ['not_due'],
  name: { vi: 'Trễ hẹn', en: 'Late or overdue' },
  alarmAbove: 0.05
};

const EXTRA_PAYMENT_RATE: ExperienceRate = {
  code: 'extra_payment',
  item: 'extra_payment',
  values: ['yes'],
  name: { vi: 'Gợi ý nộp thêm tiền ngoài phí, lệ phí', en: 'Asked for money beyond the fees' },
  alarmCount: true
};

const SUPPLEMENT_RATE: ExperienceRate = {
  code: 'many_supplements',
  item: 'supplement_count',
  values: ['2_or_more'],
  name: { vi: 'Bổ sung, sửa hồ sơ từ 2 lần trở lên', en: 'Asked for further papers twice or more' },
  alarmAbove: 0.05
};

export const EXPERIENCE_RATES: readonly ExperienceRate[] = [
  {
    code: 'many_trips',
    item: 'trip_count',
    values: ['3', '4', '5_6', 'over_6'],
    name: { vi: 'Đi lại từ 3 lần trở lên', en: 'Came three times or more' },
    alarmAbove: 0.1
  },
  SUPPLEMENT_RATE,
  LATE_RATE,
  // Among the late, notice and apology are duties: the limit only keeps one mistaken answer from raising an alarm.
  {
    code: 'no_late_notice',
    item: 'late_notice',
    values: ['no'],
    name: { vi: 'Trễ hẹn mà không được báo trước', en: 'Late, and not told beforehand' },
    alarmAbove: 0.1
  },
  {
    code: 'no_late_apology',
    item: 'late_apology',
    values: ['no'],
    name: { vi: 'Trễ hẹn mà không được xin lỗi', en: 'Late, without an apology' },
    alarmAbove: 0.1
  },
  {
    code: 'harassment',
    item: 'harassment',
    values: ['yes'],
    name: { vi: 'Gây phiền hà, sách nhiễu', en: 'Troubled or harassed' },
    alarmCount: true
  },
  EXTRA_PAYMENT_RATE
];

export const SHORT_EXPERIENCE_RATES: readonly ExperienceRate[] = [LATE_RATE, EXTRA_PAYMENT_RATE, SUPPLEMENT_RATE];
