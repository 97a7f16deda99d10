// npm run import-agencies -- --file F [--valid-from 2025-07-01] [--province 14]: provinces, communes, wards and special zones in one go.
import { readFile } from 'node:fs/promises';
import { SingleBar } from 'cli-progress';
import { Problem } from '../src/lib/core/problem';
import { importAgencies } from '../src/lib/server/operations/import-agencies';
import { runCommand } from './command';
import { dayOption, readOptions } from './options';

/** The day two-tier local government began; the units of the table are those of that day. */
const TWO_TIERS_BEGAN = '2025-07-01';

await runCommand(async (db) => {
  const options = readOptions({ required: ['file'], optional: ['valid-from', 'province'] });
  const file = await readFile(options.file).catch((failure: NodeJS.ErrnoException) => {
    throw new Problem('file-unreadable', { file: options.file, reason: failure.code ?? failure.message });
  });
  const bar = process.stdout.isTTY ? new SingleBar({ format: '{bar} {value}/{total}' }) : undefined;
  try {
    const { added, unchanged } = await importAgencies(db, {
      file,
      fileName: options.file,
      validFrom: dayOption('valid-from', options['valid-from'] ?? TWO_TIERS_BEGAN),
      provinceCode: options.province,
      onStored: (stored, of) => {
        if (bar && !bar.isActive) bar.start(of, 0);
        bar?.update(stored);
      }
    });
    bar?.stop();
    console.log(`Đã thêm ${added.toLocaleString('vi-VN')} đơn vị; ${unchanged.toLocaleString('vi-VN')} đơn vị đã có, không đổi.`);
    console.log(`${added.toLocaleString('en-GB')} added, ${unchanged.toLocaleString('en-GB')} unchanged.`);
  } finally {
    bar?.stop();
  }
});
