// What people write: every letter, sign and emoji of it, up to 5,000 characters as a person counts them.
import { expect } from '@playwright/test';
import { option, send, storedAs, submissionIdOn, test } from './support/forms';
import { seeded } from './support/seeded';

/** As some keyboards send Vietnamese: letters with their marks apart, `ế` as three code points. */
const decomposed = 'Cán bộ rất niềm nở, giải thích kỹ.\n'.normalize('NFD');
const emoji = '😀👨‍👩‍👧🇻🇳';

/** `length` code points once composed. */
function commentOf(length: number): string {
  const composed = [...(decomposed + emoji).normalize('NFC')].length;
  const whole = (decomposed + emoji).repeat(Math.floor(length / composed));
  return whole + 'ệ'.normalize('NFD').repeat(length % composed);
}

test('a comment of 5,000 characters with emoji is stored whole, composed @both', async ({ page, db }) => {
  const comment = commentOf(5000);
  expect(comment.length).toBeGreaterThan(6000);
  expect([...comment.normalize('NFC')]).toHaveLength(5000);
  await page.goto(`/q/${seeded().forms.sipas.code}`);
  await page.locator('textarea').fill(comment);
  const submissionId = await submissionIdOn(page);
  await send(page);
  await expect(page).toHaveURL(/\/r\//);
  const [stored] = await storedAs(db, submissionId);
  expect(Buffer.from(stored!.comment!).equals(Buffer.from(comment.normalize('NFC')))).toBe(true);
});

test('one character more comes back with everything kept @both', async ({ page, db }) => {
  const comment = commentOf(5001);
  await page.goto(`/q/${seeded().forms.sipas.code}`);
  await option(page, 'overall', '2').check();
  await page.locator('textarea').fill(comment);
  const submissionId = await submissionIdOn(page);
  const response = await send(page);
  expect(response.status()).toBe(422);
  await expect(page.getByRole('alert')).toBeFocused();
  const link = page.getByRole('link', { name: 'Ý kiến dài 5001 ký tự; tối đa 5000. Xin rút gọn.' });
  await link.click();
  await expect(page.locator('textarea')).toBeInViewport();
  await expect(page.locator('textarea')).toHaveAccessibleDescription(/Lỗi: Ý kiến dài 5001 ký tự/);
  await expect(page.locator('textarea')).toHaveValue(comment);
  await expect(option(page, 'overall', '2')).toBeChecked();
  expect(await storedAs(db, submissionId)).toEqual([]);
  await page.locator('textarea').fill(commentOf(4999));
  await send(page);
  await expect(page).toHaveURL(/\/r\//);
  expect(await storedAs(db, submissionId)).toHaveLength(1);
});

test('what looks like markup is shown as it was typed @both', async ({ page }) => {
  const comment = '</textarea><script>document.title="x"</script> "a" & \'b\' <!--[--> &amp;';
  await page.goto(`/q/${seeded().forms.short.code}`);
  await page.locator('textarea').fill(comment);
  const response = await send(page);
  expect(response.status()).toBe(422);
  await expect(page.locator('textarea')).toHaveValue(comment);
  await expect(page).toHaveTitle(/^Lỗi: /);
});
