import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { CODE_ALPHABET, formatCode } from '../../../src/lib/core/fieldwork/checked-code';
import { makeCounterCode } from '../../../src/lib/core/fieldwork/counter-code';
import { makePersonalCode, PERSONAL_CODE_LENGTH, readFormCode } from '../../../src/lib/core/fieldwork/personal-code';

const codes = Array.from({ length: 50 }, () => makePersonalCode(randomBytes));

describe('a personal code', () => {
  test('reads back as it is printed, in three groups of four', () => {
    for (const code of codes) {
      expect(formatCode(code)).toMatch(/^[A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{4}$/);
      expect(readFormCode(formatCode(code).toLowerCase())).toEqual({ code });
    }
  });

  test('is told apart from every code with one character changed or two swapped', () => {
    const mistyped = { problem: 'counter-code-mistyped' };
    for (const code of codes.slice(0, 3))
      for (let at = 0; at < PERSONAL_CODE_LENGTH; at++) {
        for (const other of [...CODE_ALPHABET].filter((character) => character !== code[at]))
          expect(readFormCode(code.slice(0, at) + other + code.slice(at + 1))).toEqual(mistyped);
        for (let to = at + 1; to < PERSONAL_CODE_LENGTH; to++) {
          const letters = [...code];
          [letters[at], letters[to]] = [letters[to]!, letters[at]!];
          if (code[at] !== code[to]) expect(readFormCode(letters.join(''))).toEqual(mistyped);
        }
      }
  });

  test('a counter code opens a form too; no other length does', () => {
    const counter = makeCounterCode(randomBytes);
    expect(readFormCode(counter)).toEqual({ code: counter });
    expect(readFormCode(codes[0]!.slice(0, 11))).toEqual({ problem: 'counter-not-found' });
    expect(readFormCode(codes[0]! + counter)).toEqual({ problem: 'counter-not-found' });
  });
});
