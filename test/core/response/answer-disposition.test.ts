import { describe, expect, it } from 'vitest';
import { dispositionOfAnswer, missingItems } from '../../../src/lib/core/response/answer-disposition';
import type { Questionnaire } from '../../../src/lib/core/questionnaire/questionnaire';

const vi = (text: string) => ({ vi: text });
const level = (code: string) => ({ kind: 'level' as const, code, text: vi(code), source: 'project' as const, scale: 's' });
const late = { kind: 'choice' as const, code: 'late', text: vi('late'), source: 'project' as const, options: [{ value: 'yes', label: vi('Có') }, { value: 'no', label: vi('Không') }] }; // prettier-ignore
const apology = { ...late, code: 'apology', showWhen: [{ item: 'late', values: ['yes'] }] };
const questionnaire: Questionnaire = {
  code: 'q',
  title: vi('q'),
  stem: vi('q'),
  languages: ['vi'],
  minutes: 1,
  scales: [{ code: 's', levels: [1, 2, 3].map((n) => ({ level: n, label: vi(String(n)) })) }],
  sections: [{ kind: 'factor', code: 'f', name: vi('f'), shortName: vi('f'), items: [level('a'), level('b'), level('c'), late, apology] }],
  rates: []
};

describe('what an answer makes of its unit', () => {
  it('counts only the questions that were to be answered; “does not apply” is an answer', () => {
    expect(missingItems(questionnaire, [1, 0, null, 2])).toEqual({ shown: 4, missing: 1 });
    expect(missingItems(questionnaire, [1, 2, 3, 1])).toEqual({ shown: 5, missing: 1 });
    expect(missingItems(questionnaire, [])).toEqual({ shown: 4, missing: 4 });
  });

  it('is an interview from four fifths on, a partial one from half, else a break-off', () => {
    expect(dispositionOfAnswer(questionnaire, [1, 2, 3, 1])).toBe('1.1');
    expect(dispositionOfAnswer(questionnaire, [1, 2, null, 2])).toBe('1.2');
    expect(dispositionOfAnswer(questionnaire, [1, 2])).toBe('1.2');
    expect(dispositionOfAnswer(questionnaire, [1])).toBe('2.12');
  });
});
