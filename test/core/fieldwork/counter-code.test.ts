import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CODE_ALPHABET } from '../../../src/lib/core/fieldwork/checked-code';
import { CODE_LENGTH, formatCounterCode, makeCounterCode, readCounterCode } from '../../../src/lib/core/fieldwork/counter-code';

/** Codes that fast-check chooses: it supplies the random bytes and, where it runs out, a counting sequence. */
const codes = fc.uint8Array({ minLength: 7, maxLength: 7 }).map((bytes) => {
  let next = 0;
  return makeCounterCode((n) => Uint8Array.from({ length: n }, () => bytes[next++] ?? next % 253));
});
const characters = [...CODE_ALPHABET];
const mistyped = { problem: 'counter-code-mistyped' };
const notACode = { problem: 'counter-not-found' };

describe('a counter code', () => {
  test('has no characters that look alike', () => {
    expect(new Set(characters).size).toBe(23);
    expect(CODE_ALPHABET).not.toMatch(/[0O1IL2Z5S8BGU]/);
  });

  test('reads back as itself', () => {
    fc.assert(
      fc.property(codes, (code) => {
        expect(readCounterCode(code)).toEqual({ code });
      })
    );
  });

  test('is told apart from every code with one character changed', () => {
    fc.assert(
      fc.property(codes, (code) => {
        for (let position = 0; position < CODE_LENGTH; position++)
          for (const other of characters.filter((character) => character !== code[position]))
            expect(readCounterCode(code.slice(0, position) + other + code.slice(position + 1))).toEqual(mistyped);
      }),
      { numRuns: 50 }
    );
  });

  test('is told apart from every code with two characters swapped', () => {
    fc.assert(
      fc.property(codes, (code) => {
        for (let i = 0; i < CODE_LENGTH; i++)
          for (let j = i + 1; j < CODE_LENGTH; j++) {
            const swapped = [...code];
            [swapped[i], swapped[j]] = [code[j]!, code[i]!];
            expect(readCounterCode(swapped.join(''))).toEqual(code[i] === code[j] ? { code } : mistyped);
          }
      })
    );
  });

  test('draws every character equally often, whatever the byte', () => {
    const drawn = new Map<string, number>();
    for (let byte = 0; byte < 256; byte++) {
      let offered = false;
      // The byte first, then 0: a rejected byte is followed by the character of 0 and counted nowhere else.
      const code = makeCounterCode((n) => Uint8Array.from({ length: n }, () => (offered ? 0 : ((offered = true), byte))));
      drawn.set(code[0]!, (drawn.get(code[0]!) ?? 0) + 1);
    }
    expect(drawn.get('3')).toBe(11 + 3); // bytes 253, 254 and 255 were rejected and 0 came after them
    for (const character of characters.slice(1)) expect(drawn.get(character), character).toBe(11);
  });

  test('is read in any case, with spaces, hyphens, dashes and full-width letters', () => {
    const code = makeCounterCode((n) => randomBytes(n));
    const [left, right] = [code.slice(0, 4), code.slice(4)];
    for (const joint of ['-', ' ', '\u00a0', '‐', '‑', '–', '—', '−', '-', '\u200b', '\u00ad', ' - '])
      expect(readCounterCode(` ${left}${joint}${right}\n`.toLowerCase()), JSON.stringify(joint)).toEqual({ code });
    const fullWidth = [...code].map((character) => String.fromCodePoint(character.codePointAt(0)! + 0xfee0)).join('');
    expect(readCounterCode(fullWidth)).toEqual({ code });
    expect(readCounterCode(formatCounterCode(code))).toEqual({ code });
  });

  test.each(['', 'K7M4', 'K7M4-PQXRR', 'K7M4-PQX0', 'K7M4-PQXÁ', 'k7m4pqx\u0000', '😀7M4PQXR'])(
    'of the wrong shape is no code: %j',
    (typed) => {
      expect(readCounterCode(typed)).toEqual(notACode);
    }
  );

  test('is printed in two groups and reads back from there', () => {
    expect(readCounterCode('k7m4-pqx3')).toEqual({ code: 'K7M4PQX3' });
    expect(formatCounterCode('K7M4PQX3')).toBe('K7M4-PQX3');
  });
});
