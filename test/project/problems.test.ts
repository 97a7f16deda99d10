import { expect, test } from 'vitest';
import { PROBLEMS } from '../../src/lib/core/problem';
import { messageFile } from './message-files';
import { codeFiles, readTexts } from './source-files';

const codes = Object.keys(PROBLEMS);
const keyOf = (code: string) => `problem_${code.replaceAll('-', '_')}`;

test.each(['vi', 'en'] as const)('every problem has its sentence in %s, and there is no other sentence', (language) => {
  expect([...messageFile('problem', language).keys()].filter((key) => key.startsWith('problem_')).sort()).toEqual(codes.map(keyOf).sort());
});

test('every problem can happen', () => {
  const code = readTexts(codeFiles().filter((path) => !/^src\/lib\/core\/(questionnaire-problems|problem(-\w+)?)\.ts$/.test(path)));
  expect(codes.filter((problem) => !code.includes(`'${problem}'`))).toEqual([]);
});

test('statuses are those of failures', () => {
  expect(Object.entries(PROBLEMS).filter(([, status]) => status < 400 || status > 599)).toEqual([]);
});
