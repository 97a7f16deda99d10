// One form of the editor at a time, put into a draft; what it does not mention stays, codes of what is there stay.
import { describe, expect, test } from 'vitest';
import { changePart, preparePart } from '../../../src/lib/core/questionnaire/draft/change-draft';
import { movePart } from '../../../src/lib/core/questionnaire/draft/move-part';
import { removePart } from '../../../src/lib/core/questionnaire/draft/remove-part';
import type { DraftPlace } from '../../../src/lib/core/questionnaire/draft/draft-part';
import { SIPAS_2017 } from '../../../src/lib/core/questionnaire/instruments/sipas-2017';
import type { Questionnaire } from '../../../src/lib/core/questionnaire/questionnaire';
import { itemsOf } from '../../../src/lib/core/questionnaire/questionnaire';

type Typed = Readonly<Record<string, string | readonly string[]>>;
const valuesOf = (typed: Typed) =>
  new Map(Object.entries(typed).map(([name, value]) => [name, typeof value === 'string' ? [value] : value]));
const item = (draft: Questionnaire, code: string) => itemsOf(draft).find((one) => one.code === code)!;
const at = (part: DraftPlace['part'], code: string): DraftPlace => ({ part, code });
const change = (place: DraftPlace, typed: Typed, draft = SIPAS_2017) => changePart(draft, place, valuesOf(typed));

function add(part: DraftPlace['part'], wishes: Typed, typed: Typed, draft = SIPAS_2017) {
  const made = preparePart(draft, at(part, 'new'), valuesOf(wishes))!;
  return { code: made.place.code, draft: changePart(made.draft, made.place, valuesOf(typed)) };
}

/** As the form shows the late apology. */
const APOLOGY = {
  ...{ 'text.vi': 'Cơ quan có xin lỗi Ông/Bà về việc trễ hẹn không?', 'text.en': 'Did the agency apologise for the delay?' },
  ...{ kind: 'choice', section: 'experience', source: 'project', 'when.on_time': ['late', 'overdue'] },
  ...{ 'conditionHint.vi': 'Chỉ trả lời nếu bị trễ hẹn.', 'conditionHint.en': 'Answer only if it was late.' },
  ...{
    'option.0.value': 'written',
    'option.0.label.vi': 'Có, bằng văn bản hoặc tin nhắn',
    'option.0.label.en': 'Yes, in writing or by message'
  },
  ...{ 'option.1.value': 'spoken', 'option.1.label.vi': 'Có, bằng lời', 'option.1.label.en': 'Yes, in person' },
  ...{ 'option.2.value': 'no', 'option.2.label.vi': 'Không', 'option.2.label.en': 'No' }
};

describe('an item', () => {
  test('sent as it was shown stays as it is', () => {
    expect(change(at('item', 'late_apology'), APOLOGY)).toEqual(SIPAS_2017);
  });

  test('gets an answer with a value of its own, one is taken out, the order is the numbers typed', () => {
    const typed = {
      ...APOLOGY,
      'option.1.label.vi': '',
      'option.1.label.en': '',
      'option.0.order': '9',
      'option.3.label.vi': '  Không   rõ '
    };
    const changed = item(change(at('item', 'late_apology'), typed), 'late_apology');
    expect(changed.kind === 'choice' && changed.options).toEqual([
      { value: 'no', label: { vi: 'Không', en: 'No' } },
      { value: 'khong_ro', label: { vi: 'Không rõ' } },
      { value: 'written', label: { vi: 'Có, bằng văn bản hoặc tin nhắn', en: 'Yes, in writing or by message' } }
    ]);
  });

  test('a forged value of an answer is not taken over', () => {
    const typed = { ...APOLOGY, 'option.3.value': '"]{x', 'option.3.label.vi': 'Có', 'option.4.value': 'no', 'option.4.label.vi': 'Không' };
    const changed = item(change(at('item', 'late_apology'), typed), 'late_apology');
    expect(changed.kind === 'choice' && changed.options.map(({ value }) => value)).toEqual(['written', 'spoken', 'no', 'co', 'khong']);
  });

  test('has its hint written by its condition, and again when that changes', () => {
    const { 'conditionHint.vi': _vi, 'conditionHint.en': _en, ...unsaid } = APOLOGY;
    const first = change(at('item', 'late_apology'), { ...unsaid, 'when.on_time': ['late'] });
    const { vi, en } = item(first, 'late_apology').conditionHint!;
    expect([vi, en]).toEqual([
      'Chỉ trả lời nếu ở câu "So với ngày hẹn, Ông/Bà được trả kết quả:" đã chọn "Trễ hẹn".',
      'Only answer if you chose "Late" for "Compared with the appointment date, the result came:".'
    ]);
    const typed = { ...unsaid, 'conditionHint.vi': vi, 'conditionHint.en': en!, 'when.on_time': ['early'], 'unless.on_time': 'yes' };
    const second = item(change(at('item', 'late_apology'), typed, first), 'late_apology');
    expect(second.conditionHint?.vi).toContain('Bỏ qua câu này nếu');
    expect(second.showWhen).toEqual([{ item: 'on_time', values: ['early'], unless: true }]);
  });

  test('without a condition has no hint; a later item is none to look back at', () => {
    const { 'when.on_time': _, ...always } = APOLOGY;
    const changed = item(change(at('item', 'late_apology'), { ...always, 'when.info_channel': ['media'] }), 'late_apology');
    expect([changed.showWhen, changed.conditionHint]).toEqual([undefined, undefined]);
  });

  test('an official wording that is changed says that it is edited, and keeps the original', () => {
    const before = item(SIPAS_2017, 'officer_1');
    expect(before.source).toBe('official');
    const typed = { 'text.vi': 'Chữ khác.', 'text.en': 'Other words.', section: 'officer', scale: 'satisfaction-5', source: 'official' };
    expect(item(change(at('item', 'officer_1'), typed), 'officer_1')).toMatchObject({ source: 'edited', officialText: before.text.vi });
  });

  test('is added with a code by itself, on the scale of its section, and moves to another section', () => {
    const added = add('item', { section: 'access', kind: 'level' }, { 'text.vi': 'Có chỗ để xe', required: 'yes', mayNotApply: 'yes' });
    expect(item(added.draft, added.code)).toEqual({
      ...{ kind: 'level', code: 'access_5', text: { vi: 'Có chỗ để xe' }, source: 'project', required: true, scale: 'satisfaction-5' },
      notApplicable: { vi: '' }
    });
    const moved = change(at('item', added.code), { 'text.vi': 'Có chỗ để xe', section: 'officer' }, added.draft);
    expect(moved.sections.map(({ items }) => items.length)).toEqual(
      SIPAS_2017.sections.map(({ code, items }) => items.length + (code === 'officer' ? 1 : 0))
    );
  });
});

test('sections, scales and rates are added with codes of their own', () => {
  const section = add('section', { 'name.vi': 'Nơi chờ' }, { 'name.vi': 'Nơi chờ', kind: 'factor' });
  expect(section.draft.sections.at(-2)).toEqual({
    kind: 'factor',
    code: 'noi_cho',
    name: { vi: 'Nơi chờ' },
    shortName: { vi: 'Nơi chờ' },
    items: []
  });
  expect(add('section', { code: 'access' }, {}).code).toBe('access_5');
  const scale = add('scale', { code: 'Mức độ' }, { 'level.0.label.vi': 'Kém', 'level.1.label.vi': '', 'level.2.label.vi': 'Tốt' });
  expect(scale.draft.scales.at(-1)).toEqual({
    code: 'muc_do',
    levels: [
      { level: 1, label: { vi: 'Kém' } },
      { level: 2, label: { vi: 'Tốt' } }
    ]
  });
  const typed = { 'name.vi': 'Không xin lỗi', 'answer.no': 'count', 'answer.spoken': 'leave-out', alarm: 'share', alarmPercent: '12,5' };
  const rate = add('rate', { item: 'late_apology' }, typed);
  expect(rate.draft.rates.at(-1)).toEqual({
    ...{ code: 'late_apology_rate', item: 'late_apology', values: ['no'], leaveOut: ['spoken'], name: { vi: 'Không xin lỗi' } },
    alarmAbove: 0.125
  });
  expect(preparePart(SIPAS_2017, at('rate', 'new'), valuesOf({ item: 'access_1' }))).toBeUndefined();
  expect(preparePart(SIPAS_2017, at('item', 'new'), valuesOf({ section: 'nowhere' }))).toBeUndefined();
});

test('the general part keeps what it does not show, and counts only what is a number', () => {
  const typed = { 'title.vi': 'Tên', 'stem.vi': 'Câu dẫn', minutes: 'mười', english: 'yes', furtherLanguages: 'hmn <b> 12' };
  expect(change(at('settings', 'form'), typed)).toEqual({
    ...{ ...SIPAS_2017, title: { vi: 'Tên' }, stem: { vi: 'Câu dẫn' }, minutes: 0, languages: ['vi', 'en', 'hmn'] },
    comment: undefined
  });
});

test('parts move by one, and stay at the ends', () => {
  const up = movePart(SIPAS_2017, at('item', 'access_2'), 'up');
  expect(up.sections[0]!.items.map(({ code }) => code)).toEqual(['access_2', 'access_1', 'access_3', 'access_4']);
  expect(movePart(up, at('item', 'access_2'), 'up')).toEqual(up);
  expect(
    movePart(SIPAS_2017, at('section', 'access'), 'down')
      .sections.map(({ code }) => code)
      .slice(0, 2)
  ).toEqual(['procedure', 'access']);
});

test('what something else needs is not taken out', () => {
  expect(() => removePart(SIPAS_2017, at('item', 'on_time'))).toThrow(expect.objectContaining({ code: 'draft-part-used' }));
  expect(() => removePart(SIPAS_2017, at('scale', 'satisfaction-5'))).toThrow(expect.objectContaining({ code: 'draft-part-used' }));
  expect(() => removePart(SIPAS_2017, at('section', 'access'))).toThrow(expect.objectContaining({ code: 'draft-part-used' }));
  expect(itemsOf(removePart(SIPAS_2017, at('item', 'access_1')))).toHaveLength(itemsOf(SIPAS_2017).length - 1);
});
