import { describe, expect, test } from 'vitest';
import { measureAgreement } from '../../../src/lib/core/estimation/agreement';
import { compareForm } from '../../../src/lib/core/reinterview/discrepancy';
import type { RecheckedForm } from '../../../src/lib/core/reinterview/interviewer-figures';
import { interviewerFigures, roundFigures } from '../../../src/lib/core/reinterview/interviewer-figures';
import { drawParts, formsWanted, lateFormsWanted } from '../../../src/lib/core/reinterview/parts';

const said = { transaction: 'yes', answered: 'yes', agency: 'no' } as const;

describe('a form beside its re-interview', () => {
  test('whoever denies the transaction or having answered makes it discrepant; whoever does not remember does not', () => {
    expect(compareForm({ ...said, transaction: 'no', answered: 'no' }, []).causes).toEqual(['transaction', 'answered']);
    expect(compareForm({ ...said, transaction: 'unsure', answered: 'unsure' }, []).causes).toEqual([]);
  });

  test('more than half of the items must differ by more than one level', () => {
    const far = [[5, 3], [1, 5]] as const; // prettier-ignore
    const near = [[5, 4], [3, 3]] as const; // prettier-ignore
    expect(compareForm(said, [...far, ...near]).causes).toEqual([]);
    expect(compareForm(said, [...far, near[0]]).causes).toEqual(['items']);
  });

  test('items left out or not applicable, either time, are not compared', () => {
    const { causes, pairs, compared } = compareForm(said, [[0, 5], [5, 3], [5, null], [null, null]]); // prettier-ignore
    expect([causes, pairs, compared]).toEqual([['items'], [[5, 3]], [1]]);
  });

  test('someone of the agency present is counted apart', () => {
    expect(compareForm({ ...said, agency: 'yes' }, [])).toMatchObject({ causes: [], agencyPresent: true });
  });
});

describe('parts', () => {
  const rule = { share: 0.05, minimum: 5, limit: 0.1 };
  const soFar = (drawn: number, more = {}) => ({ forms: 150, drawn, waiting: 0, reached: drawn, ...more });

  test('the first is a share of the forms, at least the minimum, or all', () => {
    expect(formsWanted(soFar(0), 'clear', rule)).toBe(8);
    expect(formsWanted(soFar(0, { forms: 60 }), 'clear', rule)).toBe(5);
    expect(formsWanted(soFar(0, { forms: 3 }), 'clear', rule)).toBe(3);
  });

  test('who is watched is asked about again, as much as before and at least twice the minimum, to the last form', () => {
    expect(formsWanted(soFar(8), 'watched', rule)).toBe(10);
    expect(formsWanted(soFar(30), 'watched', rule)).toBe(30);
    expect(formsWanted(soFar(130), 'watched', rule)).toBe(20);
  });

  test('forms since the last part get one by the first one’s rule, once that is over and nobody is watched', () => {
    expect(lateFormsWanted(0, 0, 'clear', rule)).toBe(0);
    expect(lateFormsWanted(3, 0, 'clear', rule)).toBe(3);
    expect(lateFormsWanted(60, 0, 'clear', rule)).toBe(5);
    expect(lateFormsWanted(150, 0, 'clear', rule)).toBe(8);
    expect(lateFormsWanted(150, 1, 'clear', rule)).toBe(0);
    expect(lateFormsWanted(150, 0, 'watched', rule)).toBe(0);
  });

  test('nobody is drawn again while some are still to be asked, or under review; too few reached are made up', () => {
    expect(formsWanted(soFar(8, { waiting: 1 }), 'watched', rule)).toBe(0);
    expect(formsWanted(soFar(8), 'under_review', rule)).toBe(0);
    expect(formsWanted(soFar(8), 'clear', rule)).toBe(0);
    expect(formsWanted(soFar(8, { reached: 3 }), 'clear', rule)).toBe(2);
  });

  test('no speck of a binary fraction adds a form to a share', () => {
    expect(formsWanted(soFar(0, { forms: 100 }), 'clear', { ...rule, share: 0.07 })).toBe(7);
    expect(lateFormsWanted(100, 0, 'clear', { ...rule, share: 0.07 })).toBe(7);
  });

  test('the same seed draws the same, without repetition, and no interviewer depends on the others', () => {
    const serials = Array.from({ length: 90 }, (_, i) => i + 1);
    const [a, b] = ['a', 'b'].map((interviewerId) => ({ interviewerId, serials, take: 7 }));
    const drawn = drawParts('2026', [a!]);
    expect(drawParts('2026', [a!])).toEqual(drawn);
    expect(new Set(drawn).size).toBe(7);
    const other = { ...b!, serials: serials.map((serial) => serial + 1000) };
    expect(drawParts('2026', [a!, other]).filter((serial) => serial <= 1000)).toEqual(drawn);
    expect(drawParts('2027', [a!])).not.toEqual(drawn);
  });

  test('over 2,000 seeds each of ten forms is drawn equally often', () => {
    const times = new Array<number>(10).fill(0);
    for (let seed = 0; seed < 2_000; seed++)
      for (const serial of drawParts(String(seed), [{ interviewerId: 'a', serials: [...times.keys()], take: 3 }])) times[serial]! += 1;
    // 600 ± 4.4 standard deviations.
    for (const drawn of times) expect(Math.abs(drawn - 600)).toBeLessThan(90);
  });
});

describe('figures', () => {
  const form = (more: Partial<RecheckedForm> = {}): RecheckedForm => ({
    state: 'done',
    causes: [],
    agencyPresent: false,
    pairs: [],
    compared: [],
    ...more
  });

  test('of one interviewer', () => {
    const figures = interviewerFigures(
      [
        form({ pairs: [[5, 5], [4, 3]], compared: [0, 1] }), // prettier-ignore
        form({ causes: ['answered'], agencyPresent: true, pairs: [[5, 1], [4, 4]], compared: [0, 1] }), // prettier-ignore
        form({ state: 'unreached' }),
        form({ state: 'waiting' })
      ],
      [5, 5]
    );
    expect(figures).toMatchObject({
      drawn: 4,
      waiting: 1,
      reached: 2,
      discrepant: 1,
      agencyPresent: 1,
      contactRate: 2 / 3,
      confirmationRate: 0.5
    });
    expect(figures.agreement).toMatchObject({ pairs: 4, exact: 0.5, withinOne: 0.75 });
  });

  test('each item is on its own scale: one of six levels elsewhere in the questionnaire changes nothing of AC1, and both are weighed by pairs', () => {
    const ones = Array.from({ length: 8 }, (_, i): readonly [number, number] => (i < 6 ? [2, 2] : [1, 2]));
    const forms = ones.map((pair) => form({ pairs: [pair], compared: [1] }));
    const alone = measureAgreement(ones, 2);
    expect(interviewerFigures(forms, [6, 2]).agreement).toEqual(alone);
    const six = Array.from({ length: 4 }, (_, i): readonly [number, number] => [6, 3 + i]);
    const both = interviewerFigures([...forms, ...six.map((pair) => form({ pairs: [pair], compared: [0] }))], [6, 2]).agreement!;
    expect(both.pairs).toBe(12);
    expect(both.exact).toBeCloseTo(7 / 12, 12);
    expect(both.ac1).toBeCloseTo((8 * alone.ac1 + 4 * measureAgreement(six, 6).ac1) / 12, 12);
  });

  test('nobody reached has no rates', () => {
    const figures = interviewerFigures([form({ state: 'waiting' })], []);
    expect([figures.contactRate, figures.confirmationRate, figures.agreement]).toEqual([null, null, null]);
  });

  test('over all they weigh by forms ÷ re-interviews, so that drawing more of one changes nothing', () => {
    const good = {
      ...interviewerFigures(
        Array.from({ length: 5 }, () => form()),
        []
      ),
      forms: 300
    };
    const bad = {
      ...interviewerFigures(
        Array.from({ length: 20 }, (_, i) => form({ causes: i < 10 ? ['answered'] : [] })),
        []
      ),
      forms: 100
    };
    expect(roundFigures([good, bad]).confirmationRate).toBeCloseTo((300 * 1 + 100 * 0.5) / 400, 12);
    expect(roundFigures([]).contactRate).toBeNull();
  });
});
