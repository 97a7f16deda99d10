// npm run create-counter -- --agency C --name "Quầy 3" [--from DAY] [--handling C]: prints the counter's code and link.
import { randomBytes } from 'node:crypto';
import { formatCounterCode } from '../src/lib/core/fieldwork/counter-code';
import { createCounter } from '../src/lib/server/operations/create-counter';
import { counterLink } from '../src/lib/server/qr-code';
import { runCommand } from './command';
import { dayOption, readOptions } from './options';

await runCommand(async (db, config) => {
  const options = readOptions({ required: ['agency', 'name'], optional: ['from', 'handling'] });
  const counter = await createCounter(
    db,
    {
      agencyCode: options.agency,
      name: options.name,
      openedOn: options.from === undefined ? undefined : dayOption('from', options.from),
      handlingAgencyCode: options.handling
    },
    new Date(),
    randomBytes
  );
  console.log(`Đã mở (opened): ${counter.name}, ${counter.agencyName.vi}`);
  console.log(`Mã (code): ${formatCounterCode(counter.code)}`);
  if (config.publicUrl !== undefined || config.demo) console.log(`Liên kết (link): ${counterLink(config, counter.code)}`);
  else
    console.log(
      `Chưa đặt PUBLIC_URL nên chưa có liên kết và tờ dán. Đường dẫn: /q/${counter.code}\n` +
        `PUBLIC_URL is not set, so there is no link and no poster yet. Path: /q/${counter.code}`
    );
});
