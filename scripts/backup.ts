// npm run backup [-- --to FOLDER|FILE --keep N]: a checked copy of the database, while the server runs.
import { backUp } from '../src/lib/server/backup/back-up';
import { readConfig } from '../src/lib/server/config';
import { sayingProblems } from './command';
import { numberOption, readOptions } from './options';
import { describeRows, sayBrokenLog } from './restored-rows';

const HELP = `Sao lưu cơ sở dữ liệu vào một tệp đã được kiểm tra; máy chủ vẫn chạy bình thường.
  --to    thư mục, hoặc tên tệp (.sqlite, .dump); không nêu: BACKUP_FOLDER
  --keep  số bản giữ lại trong thư mục đó; không nêu: giữ tất cả
Backs the database up into a file that is checked; the server goes on.
  --to    a folder, or the file itself (.sqlite, .dump); left out: BACKUP_FOLDER
  --keep  how many backups stay in that folder; left out: all`;

await sayingProblems(async () => {
  const options = readOptions({ required: [], optional: ['to', 'keep'], help: HELP });
  const { databaseUrl, backupFolder } = readConfig(process.env);
  const keep = numberOption('keep', options.keep);
  const made = await backUp({ databaseUrl, to: options.to ?? backupFolder, keep }, new Date());
  console.log(`Đã sao lưu và kiểm tra (backed up and checked): ${made.file}`);
  console.log(describeRows(made.facts));
  for (const name of made.removed) console.log(`Đã xóa bản cũ (removed the old one): ${name}`);
  sayBrokenLog(made.brokenEvent);
});
