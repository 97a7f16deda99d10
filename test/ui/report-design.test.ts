/** What the page says of how a figure was sampled: its unit, its error, why it has none, and what it leaves out. */
import { describe, expect, test } from 'vitest';
import type { Report } from '../../src/lib/core/report/report';
import { absentText, intervalHelp, intervalText, noteTexts } from '../../src/lib/ui/report/figure-text';
import { rowsOfPlaces } from '../../src/lib/ui/report/place-rows';
import { precisionText } from '../../src/lib/ui/report/precision-text';
import { UNIT_WORDS } from '../../src/lib/ui/report/unit-words';
import { fullReport } from '../support/report-fixtures';
import { shown } from '../support/report-parts';
import { lonelyReport, oneDayReport, sampledReport } from '../support/report-state-fixtures';

const [full, sampled] = [fullReport(), sampledReport()];
const namesOf = (report: Report) => new Map([...report.factors, ...report.items].map(({ code, name }) => [code, name.vi]));

describe('the sampling unit', () => {
  test('of a probability sample is its design: the interval is a sampling error', () => {
    expect(intervalHelp(sampled, 'vi')).toBe(
      'Khoảng tin cậy 95% của mẫu xác suất, tính theo thiết kế mẫu. Chỉ hỏi một phần người dân nên con số có sai số chọn mẫu. Nếu làm lại nhiều lần theo cùng cách, khoảng 95 trong 100 khoảng như thế này chứa con số thật.'
    );
    expect(intervalHelp(sampled, 'en')).toMatch(/^95% confidence interval of a probability sample, computed from its design\. /);
    const method = { ...sampled.survey.method, level: 0.9 };
    expect(intervalHelp({ ...sampled, survey: { ...sampled.survey, method } }, 'vi')).toContain('khoảng 90 trong 100');
  });

  test('of a continuous survey is the day: the interval is none', () => {
    expect(intervalHelp(full, 'vi')).toBe(
      'Mức dao động giữa các ngày của những người đã trả lời; không phải sai số chọn mẫu. Được tính bằng cách so sánh các ngày với nhau.'
    );
    expect(intervalHelp({ ...full, unit: 'week' }, 'vi')).toContain('so sánh các tuần với nhau');
  });

  test('has its own word in every text, never that of another', () => {
    const words = { day: 'ngày', week: 'tuần', psu: 'đơn vị mẫu' } as const;
    for (const unit of ['day', 'week', 'psu'] as const)
      for (const [use, text] of Object.entries(UNIT_WORDS[unit])) {
        const said = text({ level: '95%', count: '95', respondents: 'người dân' }, { locale: 'vi' });
        // The sentence that explains its interval speaks of the sample as a whole.
        if (!(unit === 'psu' && use === 'help')) expect(said).toContain(words[unit]);
        for (const other of ['day', 'week', 'psu'] as const)
          if (other !== unit && use !== 'method') expect(said).not.toContain(words[other]);
      }
  });

  test('few of them are said in notes and remarks', () => {
    const notes = ['few-days', 'zero-variance'] as const;
    expect(noteTexts({ notes }, { ...full, unit: 'psu' }, 'vi')).toEqual([
      'Ít đơn vị mẫu',
      'Các đơn vị mẫu không khác nhau; khoảng tin cậy tính theo số người trả lời'
    ]);
    expect(noteTexts({ notes }, { ...full, unit: 'week' }, 'en')).toEqual([
      'Few weeks',
      'No difference between weeks; the interval follows from the number of respondents'
    ]);
    const place = { ...shown('xa', { vi: 'Xã' }, 0.9, 400), thin: true };
    const remark = (unit: Report['unit']) =>
      rowsOfPlaces([place], { ...full, unit }, 'vi', () => ({ href: null, poster: null }))[0]!.remark;
    expect([remark('day'), remark('week'), remark('psu')]).toEqual([
      'Chưa đủ mẫu (ít ngày)',
      'Chưa đủ mẫu (ít tuần)',
      'Chưa đủ mẫu (ít đơn vị mẫu)'
    ]);
  });
});

describe('an interval that is not there', () => {
  test('names the stratum of one sampling unit', () => {
    const lonely = lonelyReport();
    const estimate = lonely.overall.estimate!;
    expect(estimate.interval).toBeNull();
    expect(intervalText(estimate, lonely, 'vi')).toBe('Chưa tính được khoảng tin cậy: có tầng chỉ có một đơn vị mẫu');
    expect(intervalText(estimate, lonely, 'en')).toBe('No interval: a stratum has one sampling unit only');
    // Said once.
    expect(noteTexts(estimate, lonely, 'vi')).toEqual([]);
    expect(precisionText(lonely.overall, 'vi')).toBe('');
  });

  test('names the one day, the one week or the few units', () => {
    const { overall, survey } = oneDayReport();
    const said = (unit: Report['unit']) => intervalText(overall.estimate!, { unit, survey }, 'vi');
    expect([said('day'), said('week'), said('psu')]).toEqual([
      'Chưa tính được khoảng tin cậy: mới có một ngày',
      'Chưa tính được khoảng tin cậy: mới có một tuần',
      'Chưa tính được khoảng tin cậy: quá ít đơn vị mẫu'
    ]);
  });
});

test('parts that a mean leaves out are named, by code where the page knows no name', () => {
  const { estimate } = sampled.overall;
  expect(absentText(estimate!, namesOf(sampled), 'vi')).toBe(
    'Không tính vì không có câu trả lời: “Tiếp nhận, xử lý các ý kiến góp ý, phản ánh, kiến nghị”.'
  );
  expect(absentText({ absent: ['a', 'b'] }, new Map(), 'en')).toBe('Left out because nobody answered: “a” and “b”.');
  expect(absentText(full.overall.estimate!, namesOf(full), 'vi')).toBe('');
});

describe('for a statistician', () => {
  const precise = (of: Partial<NonNullable<Report['overall']['estimate']>>) => ({
    ...full.overall,
    estimate: { ...full.overall.estimate!, standardError: 0.0061, degreesOfFreedom: 51, strata: 1, designEffect: 1.8, ...of }
  });

  test('standard error, degrees of freedom and design effect stand in one sentence', () => {
    expect(precisionText(precise({}), 'vi')).toBe(
      'Chỉ số hài lòng chung: sai số chuẩn 0,61 điểm phần trăm · 51 bậc tự do · hệ số thiết kế 1,8 so với mẫu ngẫu nhiên đơn giản có hoàn lại.'
    );
    expect(precisionText(precise({ degreesOfFreedom: 1 }), 'en')).toBe(
      'Overall satisfaction index: standard error 0.61 percentage points · 1 degree of freedom · design effect 1.8 against simple random sampling with replacement.'
    );
  });

  test('strata are named where there are several, a design effect where it is to be had', () => {
    expect(precisionText(precise({ strata: 8, designEffect: null }), 'vi')).toBe(
      'Chỉ số hài lòng chung: sai số chuẩn 0,61 điểm phần trăm · 51 bậc tự do · 8 tầng.'
    );
    expect(precisionText(precise({ standardError: null }), 'vi')).toBe('');
    expect(precisionText({ ...full.overall, estimate: null }, 'vi')).toBe('');
  });
});
