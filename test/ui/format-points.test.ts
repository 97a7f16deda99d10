import { expect, test } from 'vitest';
import {
  formatLostPoints,
  formatMoment,
  formatParPoints,
  formatPointsChange,
  formatPointsInterval,
  formatTypedPoints
} from '../../src/lib/i18n/format-points';
import { problemText } from '../../src/lib/i18n/problem-text';

test('points have two decimals and the sign of the plans', () => {
  expect([formatParPoints(8.9, 'vi'), formatParPoints(94.52, 'en'), formatParPoints(-0.4, 'vi')]).toEqual(['8,90', '94.52', '−0,40']);
  expect([formatLostPoints(0.61, 'vi'), formatLostPoints(0, 'vi')]).toEqual(['−0,61', '0,00']);
  expect([formatPointsChange(1.25, 'vi'), formatPointsChange(-1.25, 'vi'), formatPointsChange(0, 'en')]).toEqual([
    '+1,25',
    '−1,25',
    '0.00'
  ]);
  expect(formatPointsInterval({ lower: 8.7, upper: 9.23 }, 'vi')).toBe('8,70–9,23');
});

test('a field holds what a person would type', () => {
  expect([formatTypedPoints(1.5, 'vi'), formatTypedPoints(12, 'vi'), formatTypedPoints(1.5, 'en')]).toEqual(['1,5', '12', '1.5']);
});

test('a moment is Vietnam’s, whatever the clock here', () => {
  expect(formatMoment('2026-11-26T17:05:00.000Z')).toBe('00:05 27/11/2026');
});

test('sentences of problems write decimals as their language does, and name places that have no number', () => {
  const parameters = { place: '1.1', points: 2.75, max: 2 };
  expect(problemText('points-over-max', parameters, 'vi')).toBe('1.1: 2,75 điểm, quá điểm tối đa 2.');
  expect(problemText('points-over-max', parameters, 'en')).toContain('2.75');
  expect(problemText('points-negative', { place: 'total', points: -1 }, 'vi')).toBe('Tổng điểm theo nhóm: -1 điểm là số âm.');
});

test('sentences of problems name kinds of agencies', () => {
  const parameters = { code: 'x', name: 'Trung tâm X', kind: 'centre', parent: 'Xã Y', parentKind: 'commune' };
  expect(problemText('agency-parent-wrong', parameters, 'vi')).toBe(
    'Trung tâm X (mã x, Trung tâm, chi nhánh) không thể trực thuộc Xã Y (Xã, phường, đặc khu).'
  );
  expect(problemText('agency-parent-wrong', { ...parameters, parentKind: '–' }, 'en')).toContain('(–)');
});
