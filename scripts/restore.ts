// npm run restore -- --from FILE [--to URL] [--replace]: a backup in the place of the database, while the server is stopped.
import { restore } from '../src/lib/server/backup/restore';
import { readConfig } from '../src/lib/server/config';
import { sayingProblems } from './command';
import { readOptions } from './options';
import { describeRows, sayBrokenLog } from './restored-rows';

const HELP = `Khôi phục một bản sao lưu. Dừng máy chủ trước. Cơ sở dữ liệu cũ không bị xóa mà được giữ lại dưới tên khác.
  --from     tệp sao lưu (tệp .sha256 phải nằm bên cạnh)
  --to       sqlite:ĐƯỜNG-DẪN hoặc postgres://…; không nêu: DATABASE_URL
  --replace  cho phép thay một cơ sở dữ liệu đang có phiếu
Restores a backup. Stop the server first. The old database is not deleted but kept under another name.
  --from     the backup's file (its .sha256 beside it)
  --to       sqlite:PATH or postgres://…; left out: DATABASE_URL
  --replace  a database that holds answers may be replaced`;

await sayingProblems(async () => {
  const options = readOptions({ required: ['from'], optional: ['to', 'replace'], flags: ['replace'], help: HELP });
  const { databaseUrl } = readConfig({ ...process.env, ...(options.to === undefined ? {} : { DATABASE_URL: options.to }) });
  const made = await restore({ from: options.from, databaseUrl, replace: options.replace !== undefined }, new Date());
  console.log(`Đã khôi phục và kiểm tra (restored and checked): ${options.from}`);
  console.log(describeRows(made.facts));
  if (made.erased > 0)
    console.log(`  ${made.erased} góp ý, dấu thiết bị hết hạn đã xóa lại (expired comments and device marks erased again)`);
  if (made.personsErased > 0) console.log(`  ${made.personsErased} dòng dữ liệu cá nhân đã xóa lại (rows of personal data erased again)`);
  if (!made.isErasureKnown)
    console.log(
      '  Không có cơ sở dữ liệu cũ hay tệp satisfaction-erased.json cạnh bản sao lưu: chỉ dữ liệu cá nhân quá hạn được xóa lại.\n' +
        '  Neither an old database nor a satisfaction-erased.json beside the backup: only personal data past their day were erased again.'
    );
  if (made.setAside !== undefined) console.log(`Cơ sở dữ liệu cũ nay là (the old database is now): ${made.setAside}`);
  sayBrokenLog(made.brokenEvent);
});
