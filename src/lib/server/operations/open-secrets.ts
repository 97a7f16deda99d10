/** At the start: APP_KEY found or made, and whether it is the one that sealed what the database holds. The log says what is to be done. */
import type { Logger } from 'pino';
import type { AppKey } from '../app-key';
import { loadAppKey } from '../app-key';
import type { Config } from '../config';
import type { Db } from '../schema';
import type { SecretBox } from '../secret-box';
import { markOf, secretBox } from '../secret-box';
import { findAnySecret } from '../store/second-factors';

/** Undefined: there is no key; second factors can be neither added nor checked until there is. Throws what `loadAppKey` throws. */
export async function openSecrets(db: Db, config: Config, log: Pick<Logger, 'warn' | 'error'>): Promise<SecretBox | undefined> {
  const sealed = await findAnySecret(db);
  const key = loadAppKey(config, sealed === undefined);
  if (!key) {
    log.error(
      { file: config.appKeyFile },
      sealed
        ? 'APP_KEY is missing: second factors and people on lists, and one-time codes, which it sealed, cannot be opened'
        : 'APP_KEY is missing'
    );
    return undefined;
  }
  const box = secretBox(key.bytes);
  if (sealed !== undefined && markOf(sealed) !== box.mark)
    log.error(
      { key: box.mark, sealedWith: markOf(sealed) },
      'APP_KEY is another than the one that sealed the stored second factors, people on lists or one-time codes: put that one back'
    );
  warnOfFile(key, config, log);
  return box;
}

function warnOfFile({ isNew, isReadable }: AppKey, { appKeyFile: file }: Config, log: Pick<Logger, 'warn'>): void {
  if (isNew)
    log.warn(
      { file },
      'APP_KEY was made: keep a copy of this file, and not in the place where the backups are; without it second factors, the people on lists and printed codes are lost'
    );
  if (isReadable) log.warn({ file }, 'the file of APP_KEY can be read by others on this machine: chmod 600');
}
