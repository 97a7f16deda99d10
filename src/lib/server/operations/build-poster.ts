/** What the poster of a counter says. The link is PUBLIC_URL's; who may print it is the route's question. */
import { ancestorsOf } from '../../core/agency/path';
import { localDay } from '../../core/calendar/day';
import { formatCounterCode } from '../../core/fieldwork/counter-code';
import type { Poster } from '../../core/fieldwork/poster';
import type { Config } from '../config';
import { counterLink, drawQr } from '../qr-code';
import type { Db } from '../schema';
import { findAgency } from '../store/agencies';
import type { Counter } from '../store/counters';
import { findCounterForm } from './find-counter-form';
import { FormUnavailable } from './form-place';
import { readSetting } from './read-settings';

/** Throws `public-url-missing`. */
export async function buildPoster(db: Db, config: Config, counter: Counter, now: Date): Promise<Poster> {
  const link = counterLink(config, counter.code);
  const [rootId] = ancestorsOf(counter.agencyPath);
  const hotline = await readSetting(db, 'hotline', config.hotline);
  const province = rootId === undefined ? undefined : await findAgency(db, rootId, localDay(now));
  return {
    code: counter.code,
    printedCode: formatCounterCode(counter.code),
    counterName: counter.name,
    agencyCode: counter.agencyCode,
    agencyName: counter.agencyName,
    provinceName: province?.name,
    shortUrl: new URL(link).host,
    qr: drawQr(link),
    minutes: await minutesOf(db, counter.code, now),
    hotline: hotline === '' ? undefined : hotline,
    printedOn: localDay(now)
  };
}

/** Of the survey that runs here, ran here last or comes next. */
async function minutesOf(db: Db, code: string, now: Date): Promise<number | undefined> {
  try {
    return (await findCounterForm(db, code, now)).version.content.minutes;
  } catch (failure) {
    if (failure instanceof FormUnavailable) return failure.version?.content.minutes;
    throw failure;
  }
}
