import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { readForm } from '../../src/lib/core/response/read-form';
import type { FormEntries } from '../../src/lib/core/response/read-form';
import { makeSubmissionId } from '../../src/lib/core/response/submission-id';
import { SubmissionDiffers, submitResponse } from '../../src/lib/server/operations/submit-response';
import type { SubmittedForm } from '../../src/lib/server/operations/submit-response';
import type { OpenForm } from '../../src/lib/server/operations/form-place';
import { createResponseWriter } from '../../src/lib/server/response-writer';
import { onBothEngines } from '../support/engines';
import { CONFIG, makeSmallProvince, NOW } from '../support/small-province';

const newId = () => makeSubmissionId(NOW.getTime(), randomBytes(16).toString('base64url'));

function submitted(form: OpenForm, entries: FormEntries, submissionId: string): SubmittedForm {
  const reading = readForm(form.version.content, [], entries);
  expect(reading.problems).toEqual([]);
  return {
    form,
    version: form.version,
    reading,
    submissionId,
    device: 'AbCdEfGhIjKlMnOpQrStUv',
    language: 'vi',
    overDeviceFlag: false,
    overCounterFlag: false,
    now: NOW
  };
}

onBothEngines('submitting', (open) => {
  test('stores one row, its comment and its device mark, and gives a receipt', async () => {
    await using database = await open();
    const { counters, form } = await makeSmallProvince(database.db);
    const write = createResponseWriter(database.db, randomBytes);
    const receipt = await submitResponse(
      write,
      CONFIG,
      randomBytes,
      submitted(
        await form(counters[0]),
        [
          ['officer_1', '5'],
          ['comment', 'Cảm ơn']
        ],
        newId()
      )
    );
    const rows = await database.db.selectFrom('responses').selectAll().execute();
    expect(rows).toMatchObject([{ receipt, answers: '[5]', day: '2026-03-10', status: 'counted', receiving_counter_id: counters[0].id }]);
    const comments = await database.db.selectFrom('response_comments').selectAll().execute();
    expect(comments).toMatchObject([{ response_id: rows[0]!.id, text: 'Cảm ơn', erase_after: '2028-03-10T03:00:00.000Z' }]);
    const devices = await database.db.selectFrom('response_devices').selectAll().execute();
    expect(devices[0]!.device_mark).not.toContain('AbCd');
    expect(devices[0]!.device_mark).toHaveLength(8);
  });

  test('sent many times at once with one id: one row, one receipt', async () => {
    await using database = await open();
    const { counters, form } = await makeSmallProvince(database.db);
    const writers = [createResponseWriter(database.db, randomBytes), createResponseWriter(database.db, randomBytes)];
    const one = submitted(await form(counters[0]), [['officer_1', '4']], newId());
    const receipts = await Promise.all(Array.from({ length: 20 }, (_, i) => submitResponse(writers[i % 2]!, CONFIG, randomBytes, one)));
    expect(new Set(receipts).size).toBe(1);
    expect(await database.db.selectFrom('responses').selectAll().execute()).toHaveLength(1);
  });

  test('the same id with other answers is refused and changes nothing', async () => {
    await using database = await open();
    const { counters, form } = await makeSmallProvince(database.db);
    const write = createResponseWriter(database.db, randomBytes);
    const id = newId();
    const opened = await form(counters[0]);
    const receipt = await submitResponse(write, CONFIG, randomBytes, submitted(opened, [['officer_1', '4']], id));
    for (const entries of [
      [['officer_1', '5']],
      [
        ['officer_1', '4'],
        ['comment', 'khác']
      ]
    ] as FormEntries[]) {
      const refusal = await submitResponse(write, CONFIG, randomBytes, submitted(opened, entries, id)).catch((failure: unknown) => failure);
      expect(refusal).toBeInstanceOf(SubmissionDiffers);
      expect((refusal as SubmissionDiffers).stored.receipt).toBe(receipt);
    }
    expect(await database.db.selectFrom('responses').select('answers').execute()).toEqual([{ answers: '[4]' }]);
    expect(await database.db.selectFrom('response_comments').selectAll().execute()).toEqual([]);
  });

  test('an id counts within its counter only', async () => {
    await using database = await open();
    const { counters, form } = await makeSmallProvince(database.db);
    const write = createResponseWriter(database.db, randomBytes);
    const id = newId();
    const receipts = await Promise.all(
      [counters[0], counters[2]].map(async (counter) =>
        submitResponse(write, CONFIG, randomBytes, submitted(await form(counter), [['officer_1', '4']], id))
      )
    );
    expect(new Set(receipts).size).toBe(2);
  });

  test('a receipt code that is taken is drawn again', async () => {
    await using database = await open();
    const { counters, form } = await makeSmallProvince(database.db);
    const opened = await form(counters[0]);
    const same = (count: number) => new Uint8Array(count).fill(7);
    let draws = 0;
    const write = createResponseWriter(database.db, (count) => (draws++ === 0 ? same(count) : randomBytes(count)));
    const first = await submitResponse(write, CONFIG, same, submitted(opened, [['officer_1', '4']], newId()));
    const second = await submitResponse(write, CONFIG, same, submitted(opened, [['officer_1', '4']], newId()));
    expect(second).not.toBe(first);
    expect(draws).toBeGreaterThan(1);
    expect(await database.db.selectFrom('responses').selectAll().execute()).toHaveLength(2);
  });
});
