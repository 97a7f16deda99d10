// npm run import-responses -- --survey CODE --file F.csv [--mapping M.json] [--counter CODE] [--day 2026-11-20]
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { SingleBar } from 'cli-progress';
import { localDay } from '../src/lib/core/calendar/day';
import { readCounterCode } from '../src/lib/core/fieldwork/counter-code';
import { Problem } from '../src/lib/core/problem';
import { NO_MAPPING, readColumnMapping } from '../src/lib/server/operations/column-mapping';
import { importResponses } from '../src/lib/server/operations/import-responses';
import { runCommand } from './command';
import { dayOption, readOptions } from './options';

await runCommand(async (db, config) => {
  const options = readOptions({ required: ['survey', 'file'], optional: ['mapping', 'counter', 'day'] });
  const now = new Date();
  const bar = new SingleBar({ format: '{bar} {value}/{total}', noTTYOutput: false });
  const { added, repeated } = await importResponses(
    db,
    config,
    randomBytes,
    {
      surveyCode: options.survey,
      file: basename(options.file),
      bytes: await read(options.file),
      mapping:
        options.mapping === undefined
          ? NO_MAPPING
          : readColumnMapping((await read(options.mapping)).toString('utf8'), basename(options.mapping)),
      counterCode: options.counter === undefined ? undefined : codeOption(options.counter),
      day: options.day === undefined ? localDay(now) : dayOption('day', options.day)
    },
    now,
    (done, total) => {
      if (!bar.isActive && process.stdout.isTTY) bar.start(total, 0);
      bar.update(done);
    }
  ).finally(() => bar.stop());
  console.log(`${added} phiếu đã nhập, ${repeated} đã có từ trước. ${added} imported, ${repeated} already there.`);
});

async function read(file: string): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch (failure) {
    throw new Problem('file-unreadable', { file, reason: failure instanceof Error ? failure.message : String(failure) });
  }
}

function codeOption(typed: string): string {
  const read = readCounterCode(typed);
  if ('problem' in read) throw new Problem('option-invalid', { option: '--counter', value: typed });
  return read.code;
}
