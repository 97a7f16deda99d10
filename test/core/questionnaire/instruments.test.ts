import { describe, expect, test } from 'vitest';
import { checkQuestionnaire } from '../../../src/lib/core/questionnaire/check-questionnaire';
import { BFI } from '../../../src/lib/core/questionnaire/instruments/bfi';
import { PAPI_STYLE_COMMUNE } from '../../../src/lib/core/questionnaire/instruments/papi-style-commune';
import { PAR_LEADERS } from '../../../src/lib/core/questionnaire/instruments/par-leaders';
import { SHIPPED_QUESTIONNAIRES } from '../../../src/lib/core/questionnaire/instruments/shipped';
import { SIPAS_2017 } from '../../../src/lib/core/questionnaire/instruments/sipas-2017';
import { SIPAS_NATIONAL } from '../../../src/lib/core/questionnaire/instruments/sipas-national';
import { SIPAS_SHORT } from '../../../src/lib/core/questionnaire/instruments/sipas-short';
import type { Item, Questionnaire } from '../../../src/lib/core/questionnaire/questionnaire';
import { itemsOf, scaleOf } from '../../../src/lib/core/questionnaire/questionnaire';
import { readForm } from '../../../src/lib/core/response/read-form';

const factorsOf = (questionnaire: Questionnaire) => questionnaire.sections.filter((section) => section.kind === 'factor');
const counts = (questionnaire: Questionnaire) => factorsOf(questionnaire).map((section) => [section.code, section.items.length]);
const criteria = (questionnaire: Questionnaire) => factorsOf(questionnaire).flatMap((section) => section.items);
const codes = (items: readonly Item[]) => items.map((item) => item.code);
const find = (questionnaire: Questionnaire, code: string) => itemsOf(questionnaire).find((item) => item.code === code)!;
const section = (questionnaire: Questionnaire, code: string) => questionnaire.sections.find((candidate) => candidate.code === code)!;
const offersNotApplicable = (questionnaire: Questionnaire) =>
  codes(criteria(questionnaire).filter((item) => item.kind === 'level' && item.notApplicable));

const EXPERIENCE = [
  ...['has_result', 'submit_channel', 'trip_count', 'supplement_count', 'harassment', 'extra_payment'],
  ...['on_time', 'late_notice', 'late_apology', 'info_channel']
];
const PROFILE = ['respondent_type', 'gender', 'age_band', 'ethnicity', 'education', 'occupation', 'residence', 'residence_terrain'];

describe('every shipped questionnaire', () => {
  test.each(SHIPPED_QUESTIONNAIRES.map((questionnaire) => [questionnaire.code, questionnaire] as const))(
    '%s has no fault',
    (_, questionnaire) => {
      expect(checkQuestionnaire(questionnaire)).toEqual([]);
      expect(questionnaire.languages).toEqual(['vi', 'en']);
    }
  );

  test('has a code of its own', () => {
    expect(SHIPPED_QUESTIONNAIRES.map(({ code }) => code)).toEqual([
      ...['sipas-2017', 'sipas-short', 'sipas-national-2023-draft'],
      ...['papi-style-commune', 'par-leaders', 'bfi']
    ]);
  });

  test('writes Vietnamese and English in their own columns', () => {
    const vietnamese = /[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]/iu;
    for (const item of SHIPPED_QUESTIONNAIRES.flatMap(itemsOf)) {
      expect(item.text.vi, item.code).toMatch(vietnamese);
      expect(item.text.en, item.code).not.toMatch(vietnamese);
    }
  });
});

describe('sipas-2017', () => {
  test('has 22 criteria in five factors', () => {
    expect(counts(SIPAS_2017)).toEqual([
      ['access', 4],
      ['procedure', 5],
      ['officer', 6],
      ['result', 3],
      ['feedback', 4]
    ]);
    expect(criteria(SIPAS_2017)).toHaveLength(22);
    for (const { code, items } of factorsOf(SIPAS_2017)) expect(codes(items)).toEqual(items.map((_, i) => `${code}_${i + 1}`));
  });

  test('has the wording of the forms, to the letter', () => {
    const text = (code: string) => [find(SIPAS_2017, code).text.vi, find(SIPAS_2017, code).text.en];
    expect(text('access_1')).toEqual([
      'Nơi ngồi chờ tại cơ quan giải quyết thủ tục hành chính/Bộ phận Một cửa có đủ chỗ ngồi.',
      'The waiting area at the agency or one-stop unit has enough seats.'
    ]);
    expect(text('procedure_5')).toEqual([
      'Thời hạn giải quyết (tính từ ngày hồ sơ được tiếp nhận đến ngày trả kết quả) là đúng quy định.',
      'The processing time (from acceptance of the dossier to return of the result) was as the rules set.'
    ]);
    expect(text('result_1')).toEqual([
      'Kết quả mà Ông/Bà nhận được là đúng quy định (kết quả có thể là được cấp giấy tờ hoặc bị từ chối cấp giấy tờ).',
      'The result you received was as the rules provide (it may be a paper granted or a refusal).'
    ]);
    expect(text('feedback_4')[0]).toBe('Cơ quan thông báo kịp thời kết quả xử lý các ý kiến góp ý, phản ánh, kiến nghị cho Ông/Bà.');
    expect(find(SIPAS_2017, 'feedback_4').officialText).toBe(
      'Cơ quan giải quyết thủ tục hành chính/Bộ phận tiếp nhận và trả kết quả có thông báo kết quả xử lý góp ý, phản ánh, kiến nghị kịp thời'
    );
    expect(text('overall')).toEqual([
      'Nhìn chung, Ông/Bà hài lòng ở mức nào về lần giải quyết công việc này?',
      'Overall, how satisfied are you with how this matter was handled?'
    ]);
    expect(text('extra_payment')[0]).toBe('Công chức có gợi ý Ông/Bà nộp thêm tiền ngoài phí, lệ phí theo quy định không?');
    expect(SIPAS_2017.stem.vi).toBe('Ông/Bà hài lòng ở mức nào về từng nội dung sau?');
    expect(section(SIPAS_2017, 'result').intro?.vi).toBe('Về kết quả Ông/Bà nhận được. Nếu chưa có kết quả, xin chọn "Không áp dụng"');
  });

  test('rates on five levels from very dissatisfied to very satisfied', () => {
    for (const item of [...criteria(SIPAS_2017), find(SIPAS_2017, 'overall')]) {
      if (item.kind !== 'level') throw new Error(`${item.code} is not rated`);
      expect(scaleOf(SIPAS_2017, item).levels.map(({ level, label }) => `${level} ${label.vi}`)).toEqual([
        '1 Rất không hài lòng',
        '2 Không hài lòng',
        '3 Bình thường',
        '4 Hài lòng',
        '5 Rất hài lòng'
      ]);
    }
  });

  test('offers "does not apply" exactly where it may not apply', () => {
    expect(offersNotApplicable(SIPAS_2017)).toEqual([
      ...['access_4', 'procedure_4', 'procedure_5', 'officer_3', 'officer_4', 'officer_5'],
      ...['result_1', 'result_2', 'result_3', 'feedback_1', 'feedback_2', 'feedback_3', 'feedback_4']
    ]);
    for (const item of criteria(SIPAS_2017))
      if (item.kind === 'level' && item.notApplicable) expect(item.notApplicable.vi).toMatch(/^Không áp dụng( \/ |: )/);
  });

  test('marks where each wording comes from', () => {
    const marked = (source: string) => codes(criteria(SIPAS_2017).filter((item) => item.source === source));
    expect(marked('official')).toEqual([
      ...['procedure_1', 'officer_1', 'officer_4', 'officer_6', 'result_1'],
      ...['feedback_1', 'feedback_2', 'feedback_3', 'feedback_4']
    ]);
    expect(marked('edited')).toEqual(['access_1', 'procedure_3', 'procedure_4', 'procedure_5', 'officer_3', 'result_2', 'result_3']);
    expect(marked('uncertain')).toEqual(['access_2', 'access_3', 'access_4', 'procedure_2', 'officer_2', 'officer_5']);
  });

  test('then asks the overall question, what happened, and who answers', () => {
    expect(SIPAS_2017.sections.slice(5).map(({ kind, items }) => [kind, codes(items)])).toEqual([
      ['overall', ['overall']],
      ['experience', EXPERIENCE],
      ['profile', PROFILE]
    ]);
    for (const item of section(SIPAS_2017, 'profile').items)
      expect(item.kind === 'choice' && item.options.at(-1)?.label.vi, item.code).toBe('Không trả lời');
    expect(SIPAS_2017.comment?.maxLength).toBe(5000);
  });

  test('counts notice and apology only where the result was late', () => {
    const shown = (onTime: string) =>
      readForm(
        SIPAS_2017,
        [],
        [
          ['on_time', onTime],
          ['late_notice', 'no'],
          ['late_apology', 'written'],
          ['trip_count', '3'],
          ['submit_channel', onTime === 'late' ? 'in_person' : 'online']
        ]
      );
    const at = (code: string) => itemsOf(SIPAS_2017).findIndex((item) => item.code === code);
    const answers = (onTime: string) => ['late_notice', 'late_apology', 'trip_count'].map((code) => shown(onTime).answers[at(code)]);
    expect(shown('late').problems).toEqual([]);
    expect(answers('late')).toEqual([2, 1, 3]);
    expect(answers('early')).toEqual([null, null, null]);
    expect(find(SIPAS_2017, 'late_apology').conditionHint?.vi).toBe('Chỉ trả lời nếu bị trễ hẹn.');
  });

  test('counts the answers that the plans count, and raises the alarm at the first case of harassment or extra payment', () => {
    expect(SIPAS_2017.rates.map(({ item, values, leaveOut }) => [item, values, leaveOut ?? []])).toEqual([
      ['trip_count', ['3', '4', '5_6', 'over_6'], []],
      ['supplement_count', ['2_or_more'], []],
      ['on_time', ['late', 'overdue'], ['not_due']],
      ['late_notice', ['no'], []],
      ['late_apology', ['no'], []],
      ['harassment', ['yes'], []],
      ['extra_payment', ['yes'], []]
    ]);
    expect(SIPAS_2017.rates.filter((rate) => rate.alarmCount).map((rate) => rate.item)).toEqual(['harassment', 'extra_payment']);
    for (const rate of SIPAS_2017.rates) expect(rate.alarmCount ?? rate.alarmAbove, rate.code).toBeDefined();
  });
});

describe('sipas-short', () => {
  test('has the nine items of Mẫu số 02 in its order, then three questions', () => {
    expect(codes(criteria(SIPAS_SHORT))).toEqual([
      ...['officer_1', 'officer_345', 'officer_6', 'result_1', 'result_23'],
      ...['feedback_1', 'feedback_2', 'feedback_3', 'feedback_4']
    ]);
    expect(codes(itemsOf(SIPAS_SHORT)).slice(9)).toEqual(['on_time', 'extra_payment', 'supplement_count']);
    expect(SIPAS_SHORT.rates.map((rate) => rate.item)).toEqual(['on_time', 'extra_payment', 'supplement_count']);
    expect(section(SIPAS_SHORT, 'feedback').name.vi).toBe('Tiếp nhận, xử lý các ý kiến góp ý, phản ánh, kiến nghị');
  });

  test('merges in the official words', () => {
    expect(find(SIPAS_SHORT, 'officer_345').text.vi).toBe(
      'Công chức trả lời, giải thích, hướng dẫn kê khai hồ sơ tận tình, chu đáo, dễ hiểu.'
    );
    expect(find(SIPAS_SHORT, 'result_23').text.vi).toBe('Kết quả mà Ông/Bà nhận được có thông tin đầy đủ, chính xác.');
    expect(new Set(criteria(SIPAS_SHORT).map((item) => item.source))).toEqual(new Set(['official']));
  });

  test('words the shared items as the long form does', () => {
    // The long form has asked whether the result is there, and offers only the answers that go with it.
    const words = (item: Item) =>
      JSON.parse(JSON.stringify(item, (key, value) => (key === 'hideWhen' ? undefined : (value as unknown)))) as Item;
    for (const item of itemsOf(SIPAS_SHORT))
      if (!/_\d\d+$/.test(item.code)) expect(words(find(SIPAS_2017, item.code))).toEqual(words(item));
  });
});

describe('sipas-national-2023-draft', () => {
  test('has 33 rows in nine groups', () => {
    expect(counts(SIPAS_NATIONAL)).toEqual([
      ['policy_accountability', 2],
      ['policy_participation', 2],
      ['policy_quality', 8],
      ['policy_impact', 2],
      ['access', 4],
      ['procedure', 4],
      ['officer', 5],
      ['result', 3],
      ['feedback', 3]
    ]);
    expect(codes(criteria(SIPAS_NATIONAL))).toEqual([
      ...['p_a1', 'p_a2', 'p_b1', 'p_b2'],
      ...['p_c1', 'p_c2', 'p_c3', 'p_c4', 'p_c5', 'p_c6', 'p_c7', 'p_c8', 'p_d1', 'p_d2'],
      ...['s_1_1', 's_1_2', 's_1_3', 's_1_4', 's_2_1', 's_2_2', 's_2_3', 's_2_4', 's_3_1', 's_3_2', 's_3_3', 's_3_4', 's_3_5'],
      ...['s_4_1', 's_4_2', 's_4_3', 's_5_1', 's_5_2', 's_5_3']
    ]);
  });

  test('writes every policy out and marks every row as uncertain', () => {
    const policies = section(SIPAS_NATIONAL, 'policy_quality').items.map((item) => item.text.vi);
    expect(policies[0]).toBe('Chính sách về phát triển kinh tế - xã hội ở địa phương phù hợp');
    for (const text of policies) expect(text).toMatch(/^Chính sách về .+ phù hợp$/);
    expect(new Set(policies).size).toBe(8);
    expect(find(SIPAS_NATIONAL, 'p_d2').text.vi).toBe(
      'Chính sách của địa phương đã góp phần giúp cho chất lượng cuộc sống của người dân địa phương ngày càng tốt hơn trong thời gian qua'
    );
    expect(find(SIPAS_NATIONAL, 's_3_3').text.vi).toBe(
      'Công chức hướng dẫn hồ sơ dễ hiểu, đảm bảo người dân có thể hoàn thiện hồ sơ sau một lần hướng dẫn'
    );
    expect(new Set(criteria(SIPAS_NATIONAL).map((item) => item.source))).toEqual(new Set(['uncertain']));
  });

  test('offers "does not apply" where a person may have no experience', () => {
    expect(offersNotApplicable(SIPAS_NATIONAL)).toEqual([
      ...['p_b1', 'p_b2', 'p_c2', 'p_c3', 's_1_4', 's_2_3', 's_2_4', 's_3_2', 's_3_3'],
      ...['s_4_1', 's_4_2', 's_4_3', 's_5_1', 's_5_2', 's_5_3']
    ]);
  });

  test('asks the rest as sipas-2017 does', () => {
    expect(SIPAS_NATIONAL.sections.slice(9)).toEqual(SIPAS_2017.sections.slice(5));
    expect(SIPAS_NATIONAL.rates).toEqual(SIPAS_2017.rates);
  });
});

describe('papi-style-commune', () => {
  test('has a section for each of the eight contents, of choices only', () => {
    expect(counts(PAPI_STYLE_COMMUNE)).toEqual([...['d1', 'd2', 'd3', 'd4', 'd5', 'd6'].map((code) => [code, 5]), ['d7', 4], ['d8', 3]]);
    for (const { code, items } of factorsOf(PAPI_STYLE_COMMUNE)) expect(codes(items)).toEqual(items.map((_, i) => `${code}_${i + 1}`));
    expect(new Set(criteria(PAPI_STYLE_COMMUNE).map(({ kind, source }) => `${kind} ${source}`))).toEqual(new Set(['choice project']));
    expect(factorsOf(PAPI_STYLE_COMMUNE).map(({ name }) => name.vi)).toEqual([
      'Tham gia của người dân ở cấp cơ sở',
      'Công khai, minh bạch trong việc ra quyết định ở địa phương',
      'Trách nhiệm giải trình với người dân',
      'Kiểm soát tham nhũng trong khu vực công',
      'Thủ tục hành chính công',
      'Cung ứng dịch vụ công',
      'Quản trị môi trường',
      'Quản trị điện tử'
    ]);
  });

  test('offers the answers of the item, best first, then the three that are no judgement', () => {
    const offered = (code: string) => {
      const item = find(PAPI_STYLE_COMMUNE, code);
      return item.kind === 'choice' ? item.options.map(({ value, label }) => `${value} ${label.vi}`) : [];
    };
    const last = ['dont_know Không biết', 'not_applicable Không áp dụng', 'no_answer Không trả lời'];
    expect(offered('d1_1')).toEqual(['yes Có', 'no Không', ...last]);
    expect(offered('d3_1')).toEqual(['5 Rất tốt', '4 Tốt', '3 Bình thường', '2 Kém', '1 Rất kém', ...last]);
    expect(offered('d1_3')).toEqual([
      ...['5 Rất công bằng', '4 Công bằng', '3 Bình thường', '2 Không công bằng', '1 Rất không công bằng'],
      ...last
    ]);
    expect(offered('d2_1')).toEqual(['5 Rất dễ', '4 Dễ', '3 Bình thường', '2 Khó', '1 Rất khó', ...last]);
    expect(offered('d4_1')).toEqual(['0 Không bao giờ', '1 Hiếm khi', '2 Thỉnh thoảng', '3 Thường xuyên', ...last]);
  });

  test('says that it is not the PAPI questionnaire, and whom the sensitive part is about', () => {
    expect(PAPI_STYLE_COMMUNE.title.vi).toContain('(kiểu PAPI)');
    expect(section(PAPI_STYLE_COMMUNE, 'd1').intro?.vi).toContain('không phải phiếu hỏi PAPI');
    expect(section(PAPI_STYLE_COMMUNE, 'd1').intro?.en).toContain('not the PAPI questionnaire');
    expect(PAPI_STYLE_COMMUNE.stem.vi).toContain('trong 12 tháng qua');
    expect(section(PAPI_STYLE_COMMUNE, 'd4').intro?.vi).toContain('người dân nơi Ông/Bà ở');
  });

  test('asks the profile but for whom the person came', () => {
    expect(codes(section(PAPI_STYLE_COMMUNE, 'profile').items)).toEqual(PROFILE.slice(1));
    expect(PAPI_STYLE_COMMUNE.comment).toEqual(SIPAS_2017.comment);
  });
});

describe('par-leaders', () => {
  test('has 16 items in seven of the eight areas of reform', () => {
    expect(counts(PAR_LEADERS)).toEqual(['l1', 'l2', 'l3', 'l4', 'l5', 'l6', 'l7'].map((code, i) => [code, [3, 2, 2, 2, 2, 1, 4][i]]));
    expect(factorsOf(PAR_LEADERS).map(({ name }) => name.vi)).toEqual([
      'Chỉ đạo, điều hành cải cách hành chính',
      'Thể chế',
      'Thủ tục hành chính',
      'Tổ chức bộ máy',
      'Chế độ công vụ',
      'Tài chính công',
      'Chính quyền điện tử, chính quyền số'
    ]);
  });

  test('rates on five levels, or says that there is not enough information', () => {
    for (const item of itemsOf(PAR_LEADERS)) {
      if (item.kind !== 'level') throw new Error(`${item.code} is not rated`);
      expect(item.notApplicable?.vi).toBe('Không đủ thông tin để đánh giá');
      expect(scaleOf(PAR_LEADERS, item).levels.map(({ level, label }) => `${level} ${label.vi}`)).toEqual([
        ...['1 Kém', '2 Chưa tốt', '3 Đạt yêu cầu', '4 Tốt', '5 Rất tốt']
      ]);
    }
  });

  test('tells the respondent not to rate the own agency, and asks what to improve first', () => {
    expect(section(PAR_LEADERS, 'l1').intro?.vi).toContain('không đánh giá cơ quan nơi mình công tác');
    expect(PAR_LEADERS.comment?.text.vi).toBe('Cơ quan này cần cải tiến điều gì trước nhất?');
  });
});

describe('bfi', () => {
  test('has the columns of the data, in their order', () => {
    expect(codes(itemsOf(BFI)).join(' ')).toBe(
      'a1 a2 a3 a4 a5 c1 c2 c3 c4 c5 e1 e2 e3 e4 e5 n1 n2 n3 n4 n5 o1 o2 o3 o4 o5 gender education'
    );
    expect(counts(BFI).map(([, count]) => count)).toEqual([5, 5, 5, 5, 5]);
    expect(BFI.scales[0]?.levels).toHaveLength(6);
    expect(find(BFI, 'e1').text.en).toBe("Don't talk a lot.");
  });

  test('says that it is no survey of service, and asks no comment', () => {
    expect(BFI.title.vi).toContain('không phải khảo sát sự phục vụ');
    expect(BFI.comment).toBeUndefined();
  });

  test("keeps R's codes as positions: gender 2 is female, education 5 a graduate degree", () => {
    const { answers } = readForm(
      BFI,
      [],
      [
        ['gender', 'female'],
        ['education', 'graduate_degree']
      ]
    );
    expect(answers.slice(25)).toEqual([2, 5]);
  });
});
