import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SIPAS_2017 } from '../../../src/lib/core/questionnaire/instruments/sipas-2017';
import { SIPAS_SHORT } from '../../../src/lib/core/questionnaire/instruments/sipas-short';
import { itemsOf } from '../../../src/lib/core/questionnaire/questionnaire';
import { decodeAnswers, encodeAnswers } from '../../../src/lib/core/response/encode-answers';
import type { FormEntries } from '../../../src/lib/core/response/read-form';
import { readForm, valuesOf } from '../../../src/lib/core/response/read-form';

const read = (entries: FormEntries, required: readonly string[] = []) => readForm(SIPAS_2017, required, entries);
const at = (code: string) => itemsOf(SIPAS_2017).findIndex((item) => item.code === code);
const codes = (entries: FormEntries, required: readonly string[] = []) =>
  read(entries, required).problems.map(({ place, code }) => `${place} ${code}`);

describe('reading a form', () => {
  test('puts each answer at its item’s place', () => {
    const { answers, comment, problems } = read([
      ['access_1', '5'],
      ['result_1', 'na'],
      ['harassment', 'no'],
      ['info_channel', 'internet'],
      ['comment', '  Rất tốt \r\n']
    ]);
    expect(problems).toEqual([]);
    expect(answers[at('access_1')]).toBe(5);
    expect(answers[at('result_1')]).toBe(0);
    expect(answers[at('harassment')]).toBe(2);
    expect(answers[at('access_2')]).toBeNull();
    expect(comment).toBe('Rất tốt');
  });

  test.each<[string, FormEntries, string]>([
    ['an unknown item', [['access_9', '5']], 'form item-unknown'],
    ['a level outside the scale', [['access_1', '6']], 'access_1 level-out-of-scale'],
    ['a level with blanks', [['access_1', ' 5']], 'access_1 level-out-of-scale'],
    ['level zero', [['access_1', '0']], 'access_1 level-out-of-scale'],
    ['"does not apply" where it is not offered', [['access_1', 'na']], 'access_1 level-out-of-scale'],
    ['an option that is none', [['harassment', 'maybe']], 'harassment level-out-of-scale'],
    [
      'a field sent twice',
      [
        ['access_1', '5'],
        ['access_1', '4']
      ],
      'access_1 field-repeated'
    ],
    ['NUL in a comment', [['comment', 'a\0b']], 'comment text-invalid'],
    [
      'a comment sent twice',
      [
        ['comment', 'a'],
        ['comment', 'b']
      ],
      'comment field-repeated'
    ],
    ['an empty form', [], 'form form-empty'],
    [
      'a form of empty fields',
      [
        ['access_1', ''],
        ['comment', ' \n ']
      ],
      'form form-empty'
    ]
  ])('refuses %s', (_, entries, expected) => expect(codes(entries)).toEqual([expected]));

  test('asks for required items, in form order, only where they are shown', () => {
    expect(codes([['access_2', '4']], ['late_apology', 'officer_1', 'access_1'])).toEqual([
      'access_1 item-required',
      'officer_1 item-required'
    ]);
    expect(codes([['on_time', 'late']], ['late_apology'])).toEqual(['late_apology item-required']);
  });

  test('ignores answers whose condition does not hold', () => {
    const { answers } = read([
      ['on_time', 'on_time'],
      ['late_notice', 'no']
    ]);
    expect(answers[at('late_notice')]).toBeNull();
    expect(
      read([
        ['on_time', 'overdue'],
        ['late_notice', 'no']
      ]).answers[at('late_notice')]
    ).toBe(2);
  });

  test('asks about trips unless the dossier was sent online, also of those who did not say how', () => {
    const trips = (entries: FormEntries) => read([...entries, ['trip_count', '3']]).answers[at('trip_count')];
    expect(trips([])).toBe(3);
    expect(trips([['submit_channel', 'post']])).toBe(3);
    expect(trips([['submit_channel', 'online']])).toBeNull();
  });

  test('ignores an option that does not go with an earlier answer', () => {
    const onTime = (hasResult: string, value: string) =>
      read([
        ['has_result', hasResult],
        ['on_time', value]
      ]).answers[at('on_time')];
    expect(['early', 'on_time', 'late', 'not_due', 'overdue'].map((value) => onTime('yes', value))).toEqual([1, 2, 3, null, null]);
    expect(['early', 'on_time', 'late', 'not_due', 'overdue'].map((value) => onTime('no', value))).toEqual([null, null, null, 4, 5]);
    expect(onTime('', 'overdue')).toBe(5);
  });

  test('counts a comment in code points of its composed form', () => {
    expect(codes([['comment', '😀'.repeat(5_000)]])).toEqual([]);
    expect(codes([['comment', '😀'.repeat(5_001)]])).toEqual(['comment comment-too-long']);
    expect(read([['comment', 'e\u0302\u0301'.repeat(5_000)]]).comment).toBe('\u1ebf'.repeat(5_000));
  });

  test('is undone by the values a browser would send, for any answers', () => {
    const items = itemsOf(SIPAS_SHORT);
    const answer = fc.tuple(
      ...items.map((item) =>
        item.kind === 'level'
          ? fc.option(fc.integer({ min: item.notApplicable ? 0 : 1, max: 5 }))
          : fc.option(fc.integer({ min: 1, max: item.options.length }))
      )
    );
    fc.assert(
      fc.property(answer, (answers) => {
        fc.pre(answers.some((one) => one !== null));
        const entries = items.flatMap((item, i) => valuesOf(item, answers[i] ?? null).map((value) => [item.code, value] as const));
        expect(readForm(SIPAS_SHORT, [], entries)).toEqual({ answers, comment: '', problems: [] });
        const stored = decodeAnswers(encodeAnswers(answers));
        expect([...stored, ...Array.from({ length: items.length - stored.length }, () => null)]).toEqual(answers);
      })
    );
  });
});
