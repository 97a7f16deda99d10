// npm run create-user -- --email E --name N --role administrator|coordinator|agency_viewer --agency C [--password P]
// Without --password one is made and printed once; `--password -` reads a line of standard input, which no process list shows.
import { randomBytes } from 'node:crypto';
import { createInterface } from 'node:readline/promises';
import { createUser } from '../src/lib/server/operations/create-user';
import { runCommand } from './command';
import { readOptions } from './options';

await runCommand(async (db) => {
  const { email, name, role, agency, password } = readOptions({ required: ['email', 'name', 'role', 'agency'], optional: ['password'] });
  const chosen = password === '-' ? await readLine() : password;
  const made = chosen === undefined ? randomBytes(15).toString('base64url') : undefined;
  await createUser(db, { email, name, role, agencyCode: agency, password: chosen ?? made ?? '' }, new Date());
  console.log(`Đã thêm tài khoản (added the account): ${email}`);
  if (made) console.log(`Mật khẩu, chỉ hiện một lần (password, shown once): ${made}`);
});

async function readLine(): Promise<string> {
  const input = createInterface({ input: process.stdin });
  for await (const line of input) return line;
  return '';
}
