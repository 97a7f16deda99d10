/** What a backup and a restore say of the database. */
import type { Facts } from '../src/lib/server/backup/facts';

/** One line; `?` for a table that is not there. */
export function describeRows({ rows }: Facts): string {
  const { agencies = '?', counters = '?', surveys = '?', users = '?', responses = '?' } = rows;
  return (
    `  ${agencies} cơ quan, ${counters} quầy, ${surveys} khảo sát, ${users} tài khoản, ${responses} phiếu\n` +
    `  ${agencies} agencies, ${counters} counters, ${surveys} surveys, ${users} accounts, ${responses} responses`
  );
}

/** The file is made all the same; the exit code 1 lets whoever runs the command by a timer hear of it. */
export function sayBrokenLog(event: number | null): void {
  if (event === null) return;
  process.exitCode = 1;
  console.error(`CẢNH BÁO: nhật ký không còn nguyên vẹn từ sự kiện số ${event}. Xin giữ bản này và báo người phụ trách an toàn thông tin.`);
  console.error(`WARNING: the audit log is not whole from event ${event} on. Keep this copy and tell whoever answers for security.`);
}
