import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { readForm } from '../../src/lib/core/response/read-form';
import { makeSubmissionId } from '../../src/lib/core/response/submission-id';
import { submitResponse } from '../../src/lib/server/operations/submit-response';
import { createResponseWriter } from '../../src/lib/server/response-writer';
import { deleteExpired, findReceipt } from '../../src/lib/server/store/responses';
import { onBothEngines } from '../support/engines';
import { CONFIG, makeSmallProvince, NOW } from '../support/small-province';

onBothEngines('responses', (open) => {
  test('comments and device marks go when their time is over; the answers stay', async () => {
    await using database = await open();
    const { db } = database;
    const { counters, form } = await makeSmallProvince(db);
    const opened = await form(counters[0]);
    const receipt = await submitResponse(createResponseWriter(db, randomBytes), CONFIG, randomBytes, {
      form: opened,
      version: opened.version,
      reading: readForm(
        opened.version.content,
        [],
        [
          ['officer_1', '5'],
          ['comment', 'Phòng chờ chật']
        ]
      ),
      submissionId: makeSubmissionId(NOW.getTime(), randomBytes(16).toString('base64url')),
      device: 'AbCdEfGhIjKlMnOpQrStUv',
      language: 'vi',
      overDeviceFlag: false,
      overCounterFlag: false,
      now: NOW
    });
    expect(await deleteExpired(db, '2026-04-09T02:59:59.000Z')).toBe(0);
    expect(await deleteExpired(db, '2026-04-09T03:00:00.000Z')).toBe(1); // 30 days: the device mark
    expect(await db.selectFrom('response_comments').select('text').execute()).toEqual([{ text: 'Phòng chờ chật' }]);
    expect(await deleteExpired(db, '2028-03-10T03:00:00.000Z')).toBe(1); // 24 months: the comment
    expect(await findReceipt(db, receipt)).toMatchObject({ receipt, name_vi: 'Đợt thử', counter: 'Quầy 1', state: 'open' });
  });
});
