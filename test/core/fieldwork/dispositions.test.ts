import { describe, expect, it } from 'vitest';
import {
  allowsReplacement,
  CLASSES,
  classOf,
  FINAL_CODES,
  INTERIM_CODES,
  isFinal,
  isRecorded,
  RECORDED_CODES,
  settledBy,
  standing
} from '../../../src/lib/core/fieldwork/dispositions';

describe('dispositions', () => {
  it('has a code in each class of AAPOR, by its number, but numbers of drawn persons', () => {
    const ofNumbers = ['4.31', '4.32'] as const;
    expect(ofNumbers.map(classOf)).toEqual(['UH', 'UH']);
    const expected = { '1': ['I', 'P'], '2': ['R', 'NC', 'O'], '3': ['UH', 'UO'], '4': ['NE'] } as const;
    for (const code of FINAL_CODES) if (!ofNumbers.some((one) => one === code)) expect(expected[code[0] as '1']).toContain(classOf(code));
    expect(new Set(FINAL_CODES.map(classOf))).toEqual(new Set(CLASSES));
  });

  it('lets no hand record an interview: its answers do', () => {
    expect(RECORDED_CODES).not.toContain('1.1');
    expect(isRecorded('1.2')).toBe(false);
    expect(isRecorded('2.20')).toBe(true);
    expect(isRecorded('appointment')).toBe(true);
    expect(isRecorded('toString')).toBe(false);
    expect(RECORDED_CODES).toHaveLength(FINAL_CODES.length + INTERIM_CODES.length - 2);
  });

  it('replaces a unit that is lost, never one that answered or is still open', () => {
    expect(allowsReplacement('2.20')).toBe(true);
    expect(allowsReplacement('4.70')).toBe(true);
    for (const code of ['1.1', '1.2', '', 'appointment']) expect(allowsReplacement(code)).toBe(false);
  });

  it('counts an open unit by its latest attempt, and one nobody went to as not attempted', () => {
    expect(standing('', null)).toBe('3.11');
    expect(standing('', 'appointment')).toBe('2.20');
    expect(standing('', 'hesitant')).toBe('2.112');
    expect(standing('', '2.20')).toBe('2.20');
    expect(standing('1.1', 'appointment')).toBe('1.1');
    for (const code of INTERIM_CODES) expect(isFinal(standing('', code))).toBe(true);
  });

  it('says whether a unit is settled, and by what', () => {
    expect(settledBy('1.2')).toBe('answer');
    expect(settledBy('3.18')).toBe('loss');
    expect(settledBy('')).toBeNull();
    expect(settledBy('absent')).toBeNull();
  });
});
