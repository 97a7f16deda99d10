/** Before there is any account: every office page leads to the set-up, whose code the server's terminal shows. */
import type { Config } from './config';
import { makeSetUpCode } from './operations/set-up';
import type { Db } from './schema';
import { hasUsers } from './store/users';

/** Accounts are never deleted: once there is one, there always will be. */
let known = false;

export async function canAnybodySignIn(db: Db): Promise<boolean> {
  known ||= await hasUsers(db);
  return known;
}

/** Prints the code and where it is asked for. Never into the log, which others may read: to whoever started the server. */
export async function printSetUpCode(db: Db, { publicUrl, port }: Pick<Config, 'publicUrl' | 'port'>): Promise<void> {
  const code = await makeSetUpCode(db, new Date());
  if (code === undefined) return;
  const address = `${publicUrl ?? `http://localhost:${port}`}/admin/set-up`;
  process.stdout.write(
    `\nThiết lập lần đầu: mở ${address} và nhập mã ${code}\nFirst set-up: open ${address} and enter the code ${code}\n\n`
  );
}
