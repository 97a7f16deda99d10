// npm run check-audit: exit 1 where the audit log's chain is broken. Its end, printed, can be kept elsewhere and compared later.
import { checkAudit } from '../src/lib/server/operations/check-audit';
import { readAuditHead } from '../src/lib/server/store/audit-checks';
import { byCommand } from '../src/lib/server/store/audit-events';
import { runCommand } from './command';

await runCommand(async (db) => {
  const head = await readAuditHead(db);
  const { upTo, brokenAt } = await checkAudit(db, byCommand());
  if (brokenAt === null) {
    console.log(`Chuỗi nhật ký nguyên vẹn đến số ${upTo} (the chain is whole up to ${upTo}): ${head.hash}`);
    return;
  }
  console.error(`Chuỗi nhật ký đứt tại số ${brokenAt} (the chain breaks at ${brokenAt}).`);
  process.exitCode = 1;
});
