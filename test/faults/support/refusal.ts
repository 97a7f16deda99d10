import { expect } from 'vitest';
import type { Answered, FilledForm } from '../../support/citizen';

/** The answer to a form that could not be stored: says so, and shows everything that was chosen and written, ready to be sent again. */
export function expectRefusedAndKept({ status, receipt, page }: Answered, form: FilledForm): void {
  expect(status).toBe(503);
  expect(receipt).toBeUndefined();
  expect(/<p>(Phiếu chưa ghi nhận: [^<]*)<\/p>/.exec(page)?.[1]).toContain('vẫn được giữ');
  const chosen = [...page.matchAll(/<input type="radio" name="(\w+)" value="(\w+)" checked/g)].map(([, name, value]) => [name, value]);
  expect(chosen).toEqual([...form.levels].map(([name, level]) => [name, String(level)]));
  expect(/<textarea[^>]*>([^<]*)<\/textarea>/.exec(page)?.[1]).toBe(form.comment);
  expect(/name="submission_id" value="([^"]*)"/.exec(page)?.[1]).toBe(form.submissionId);
}
