// npm run close-agency -- --code C --last-day DAY: the last day the agency exists.
import { formatDay } from '../src/lib/i18n/format';
import { closeAgency } from '../src/lib/server/operations/close-agency';
import { runCommand } from './command';
import { dayOption, readOptions } from './options';

await runCommand(async (db) => {
  const options = readOptions({ required: ['code', 'last-day'] });
  const lastDay = dayOption('last-day', options['last-day']);
  const agency = await closeAgency(db, options.code, lastDay);
  console.log(`${agency.name.vi} hoạt động đến hết ngày ${formatDay(lastDay)}.`);
  console.log(`${agency.name.en} exists until the end of ${formatDay(lastDay)}.`);
});
