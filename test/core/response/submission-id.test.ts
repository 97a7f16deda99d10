import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { elapsedSince, isSubmissionId, makeSubmissionId } from '../../../src/lib/core/response/submission-id';

const NOW = Date.UTC(2026, 10, 23, 5);

test('the server’s own id carries its time', () => {
  const id = makeSubmissionId(NOW, 'AbCdEfGhIjKlMnOpQrStUv');
  expect(isSubmissionId(id)).toBe(true);
  expect(elapsedSince(id, NOW + 90_000)).toBe(90_000);
  expect(elapsedSince(id, NOW - 1)).toBeNull();
});

test('a program’s own id needs 122 random bits', () => {
  for (let i = 0; i < 1_000; i++) expect(isSubmissionId(randomUUID())).toBe(true);
  expect(elapsedSince('0b9f0c2e-8a57-4c63-9d3c-2f4f8f0f3a11', NOW)).toBeNull();
  for (const weak of [
    '',
    '1',
    '0b9f0c2e-8a57-7c63-9d3c-2f4f8f0f3a11', // version 7: 74 random bits
    '0b9f0c2e8a574c639d3c2f4f8f', // 26 hexadecimal digits: 104 bits
    'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
    'has blanks in it, 22 chars'
  ])
    expect(isSubmissionId(weak), weak).toBe(false);
  expect(isSubmissionId('q8Zt3kPxW1vYb7NcR5mJdA')).toBe(true);
});
