// Figures of the desk as people say them: a time in seconds or minutes, a coefficient that is nothing without a sign.
import { expect, test } from 'vitest';
import { minutesOf } from '../../src/lib/ui/field/field-words';
import { coefficient } from '../../src/lib/ui/recheck/recheck-words';

test.each([
  [16_200, '16 giây'],
  [59_600, '1 phút'],
  [242_000, '4 phút'],
  [449_000, '7,5 phút'],
  [null, '–']
])('%s ms are %s', (ms, text) => expect(minutesOf(ms, 'vi')).toBe(text));

test.each([
  [-0.001, '0,00'],
  [-0.25, '-0,25'],
  [0.664, '0,66'],
  [null, '–']
])('a coefficient of %s is %s', (value, text) => expect(coefficient(value, 'vi')).toBe(text));
