// The form by keyboard alone: every question is reached, answered and sent without a pointer, and is never hidden while it has the focus.
import type { Page } from '@playwright/test';
import { expect } from '@playwright/test';
import { send, storedAs, submissionIdOn, test } from './support/forms';
import { seeded } from './support/seeded';

interface Focused {
  readonly tag: string;
  readonly name: string;
  readonly type: string;
  /** What a person would see at its middle is the thing itself. */
  readonly uncovered: boolean;
}

function focused(page: Page): Promise<Focused> {
  return page.evaluate(() => {
    const element = document.activeElement as HTMLInputElement;
    const shown = element.closest('label') ?? element;
    const { left, top, width, height } = shown.getBoundingClientRect();
    const atMiddle = document.elementFromPoint(left + width / 2, top + Math.min(height, innerHeight) / 2);
    return { tag: element.localName, name: element.name ?? '', type: element.type ?? '', uncovered: shown.contains(atMiddle) };
  });
}

test('the short form is filled and sent by keyboard alone @both', async ({ page, db }) => {
  await page.goto(`/q/${seeded().forms.short.code}`);
  const submissionId = await submissionIdOn(page);
  const answered: string[] = [];
  for (let presses = 0; presses < 60; presses++) {
    await page.keyboard.press('Tab');
    const at = await focused(page);
    expect(at.uncovered, `${at.tag} ${at.name}`).toBe(true);
    if (at.type === 'submit') break;
    if (at.tag === 'textarea') await page.keyboard.type('Gõ bằng bàn phím.');
    if (at.type !== 'radio') continue;
    answered.push(at.name);
    await page.keyboard.press('Space');
    await page.keyboard.press('ArrowRight');
  }
  const answer = page.waitForResponse((response) => response.request().method() === 'POST');
  await page.keyboard.press('Enter');
  expect((await answer).status()).toBe(303);
  await expect(page).toHaveURL(/\/r\//);
  const [stored] = await storedAs(db, submissionId);
  expect(stored?.comment).toBe('Gõ bằng bàn phím.');
  expect(Object.keys(stored?.answers ?? {})).toEqual(answered);
  expect(answered).toHaveLength(12);
  for (const item of answered.slice(0, 9)) expect(stored?.answers[item]).toBe('2');
});

test('after a mistake the keyboard goes from the summary to the question @both', async ({ page }) => {
  await page.goto(`/q/${seeded().forms.short.code}`);
  await page.locator('textarea').fill('x');
  await send(page);
  await expect(page.getByRole('alert')).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/#officer_1$/);
  await page.keyboard.press('Tab');
  const at = await focused(page);
  expect(at).toMatchObject({ name: 'officer_1', uncovered: true });
});
