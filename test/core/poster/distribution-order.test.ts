import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Destination } from '../../../src/lib/core/poster/distribution-order';
import { compareDestinations } from '../../../src/lib/core/poster/distribution-order';

const to = (agency: string, counterName: string, agencyCode = agency, code = `${agency}${counterName}`): Destination => ({
  agencyName: { vi: agency },
  agencyCode,
  counterName,
  code
});

describe('posters are carried out', () => {
  test('by agency in the order of the Vietnamese alphabet', () => {
    const names = ['Xã Đông', 'Xã Dương', 'Xã Ân', 'Xã Ăn', 'Xã An', 'Xã Ông', 'Xã Oanh', 'Xã Ơn', 'Xã Ước', 'Xã Uy', 'Sở Y tế'];
    expect(
      names
        .map((name) => to(name, 'Quầy 1'))
        .toSorted(compareDestinations)
        .map((one) => one.agencyName.vi)
    ).toEqual(['Sở Y tế', 'Xã An', 'Xã Ăn', 'Xã Ân', 'Xã Dương', 'Xã Đông', 'Xã Oanh', 'Xã Ông', 'Xã Ơn', 'Xã Uy', 'Xã Ước']);
  });

  test('by counter, numbers by their size', () => {
    const names = ['Quầy 10', 'Quầy 2', 'Quầy 1, Đất đai', 'Bàn hướng dẫn'];
    expect(
      names
        .map((name) => to('Xã An', name))
        .toSorted(compareDestinations)
        .map((one) => one.counterName)
    ).toEqual(['Bàn hướng dẫn', 'Quầy 1, Đất đai', 'Quầy 2', 'Quầy 10']);
  });

  test('with agencies of one name apart, and the same way whatever the order before', () => {
    const all = [to('Xã An', 'Quầy 1', '2'), to('Xã An', 'Quầy 2', '1'), to('Xã An', 'Quầy 2', '2'), to('Xã An', 'Quầy 1', '1')];
    const sorted = all.toSorted(compareDestinations);
    expect(sorted.map((one) => `${one.agencyCode} ${one.counterName}`)).toEqual(['1 Quầy 1', '1 Quầy 2', '2 Quầy 1', '2 Quầy 2']);
    fc.assert(
      fc.property(fc.shuffledSubarray(all, { minLength: 4 }), (shuffled) => {
        expect(shuffled.toSorted(compareDestinations)).toEqual(sorted);
      })
    );
  });
});
