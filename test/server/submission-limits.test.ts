import { expect, test } from 'vitest';
import { readConfig } from '../../src/lib/server/config';
import { createSubmissionLimits } from '../../src/lib/server/submission-limits';

const limitsOf = (settings: Record<string, string>) => createSubmissionLimits(readConfig(settings));
const refused = { code: 'rate-limited' };
const from = (address: string, device: string | null = null, counterId = 'quay-1') => ({ counterId, device, address });

test('one network cannot use up what a counter may take: others go on sending', async () => {
  const limits = limitsOf({ COUNTER_LIMIT_PER_MINUTE: '10', NETWORK_LIMIT_PER_MINUTE: '5' });
  for (let sent = 0; sent < 5; sent++) await limits.count(from('203.0.113.7'));
  for (let more = 0; more < 20; more++) await expect(limits.count(from('203.0.113.7'))).rejects.toMatchObject(refused);
  for (let sent = 0; sent < 5; sent++) await limits.count(from('203.0.113.8'));
  await expect(limits.count(from('203.0.113.9'))).rejects.toMatchObject(refused); // now the counter has had its ten
  await limits.count(from('203.0.113.7', null, 'quay-2'));
});

test('an IPv6 customer is one network', async () => {
  const limits = limitsOf({ NETWORK_LIMIT_PER_MINUTE: '1' });
  await limits.count(from('2001:db8:1:2::1'));
  await expect(limits.count(from('2001:db8:1:2:ffff::9'))).rejects.toMatchObject(refused);
  await limits.count(from('2001:db8:1:3::1'));
});

test('a device over its limit is not counted against its network and counter', async () => {
  const limits = limitsOf({
    DEVICE_FLAG_PER_HOUR: '1',
    DEVICE_LIMIT_PER_HOUR: '2',
    NETWORK_LIMIT_PER_MINUTE: '4',
    COUNTER_LIMIT_PER_MINUTE: '4'
  });
  expect(await limits.count(from('203.0.113.7', 'may'))).toEqual({ overDeviceFlag: false, overCounterFlag: false });
  expect(await limits.count(from('203.0.113.7', 'may'))).toEqual({ overDeviceFlag: true, overCounterFlag: false });
  for (let more = 0; more < 20; more++) await expect(limits.count(from('203.0.113.7', 'may'))).rejects.toMatchObject(refused);
  await limits.count(from('203.0.113.7', 'may-khac'));
  await limits.count(from('203.0.113.7'));
  await expect(limits.count(from('203.0.113.7'))).rejects.toMatchObject(refused);
});
