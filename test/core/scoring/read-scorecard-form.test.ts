import { expect, test } from 'vitest';
import { DEMONSTRATION_RULES } from '../../../src/lib/core/scoring/par-rules-demo';
import { findShippedParRules } from '../../../src/lib/core/scoring/par-rules-shipped';
import { readScorecardForm } from '../../../src/lib/core/scoring/read-scorecard-form';
import { lineOf } from './par-scorecards';

const BY_AREA = findShippedParRules({ family: 'par-index', number: 1 })!;

const read = (fields: Readonly<Record<string, string>>, rules = DEMONSTRATION_RULES) =>
  readScorecardForm(rules, (name) => fields[name] ?? '');
const wrong = (fields: Readonly<Record<string, string>>, rules = DEMONSTRATION_RULES) =>
  read(fields, rules).problems.map(({ place, code }) => `${place} ${code}`);

test('an empty form is an empty card', () => {
  expect(read({})).toEqual({ lines: [], surveys: [], retake: [], composition: null, published: null, origin: null, problems: [] });
});

test('numbers have a comma or a point; texts keep their lines', () => {
  const { lines, problems } = read({
    '1.1:selfAssessed': '2',
    '1.1:appraised': ' 1,75 ',
    '1.1:reason': 'Chậm hai ngày.\r\nĐã nhắc. ',
    '1.6:leaders': '2.61',
    '1:reason': 'Cả lĩnh vực chậm.'
  });
  expect(problems).toEqual([]);
  expect(lines).toEqual([
    lineOf('1', { reason: 'Cả lĩnh vực chậm.' }),
    lineOf('1.1', { selfAssessed: 2, appraised: 1.75, reason: 'Chậm hai ngày.\nĐã nhắc.' }),
    lineOf('1.6', { leaders: 2.61 })
  ]);
});

test('fields that the rules do not have are not read', () => {
  expect(read({ '1.1:leaders': '1', '1.1:combined': '1', '9.9:appraised': '1', '1:appraised': '3', '1.6:citizens': '1' }).lines).toEqual(
    []
  );
  expect(read({ '1:combined': '10,89', '8:combined': '8' }, BY_AREA).lines).toEqual([lineOf('1', { combined: 10.89 })]);
});

test.each(['1.000,5', '1,234', 'hai', '--1', '1e3', 'NaN'])('%s is no number of points', (typed) => {
  expect(read({ '1.1:appraised': typed }).problems).toEqual([
    { place: '1.1:appraised', code: 'points-number', parameters: { place: '1.1', value: typed } }
  ]);
});

test('a line that converts a figure may name its survey', () => {
  const fields = { '8.1:citizensSurvey': 'dieu-tra', '1.6:leadersSurvey': 'lanh-dao', '1.1:leadersSurvey': 'x', '8.1:leadersSurvey': 'x' };
  expect(read(fields).surveys).toEqual([
    { line: '1.6', group: 'leaders', surveyCode: 'lanh-dao', figureCode: 'l1' },
    { line: '8.1', group: 'citizens', surveyCode: 'dieu-tra', figureCode: 'overall' }
  ]);
});

test('what was published stands whole or not at all', () => {
  const composition = { 'total:appraised': '67,11', 'total:leaders': '18,42', 'total:citizens': '8,99' };
  expect(read(composition).composition).toEqual({ appraised: 67.11, leaders: 18.42, citizens: 8.99 });
  expect(wrong({ ...composition, 'total:citizens': '' })).toEqual(['total:citizens composition-incomplete']);
  const standing = { 'published:rank': '6', 'published:of': '20', 'published:previousRank': '10' };
  expect(read(standing).published).toEqual({ rank: 6, of: 20, previousRank: 10, sipasRank: null, sipasOf: null });
  expect(wrong({ ...standing, 'published:of': '' })).toEqual(['published:of standing-incomplete']);
  expect(wrong({ ...standing, 'published:rank': '21' })).toEqual(['published:rank standing-number']);
  expect(wrong({ ...standing, 'published:sipasRank': 'nhất' })).toEqual([
    'published:sipasRank standing-number',
    'published:sipasOf standing-incomplete'
  ]);
});

test('texts have a length, and no characters that cannot be stored', () => {
  expect(wrong({ '1.1:reason': 'x'.repeat(2001), origin: 'a\u0000b' })).toEqual(['1.1:reason text-too-long', 'origin text-too-long']);
});
