/** What a phone loads before the first answer can be given: the form of 22 items in a real browser, as the built server sends it. */
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { CHROMIUM_FLAGS, findChromium } from '../test/support/chromium';
import { makeBenchDatabase } from './bench-database';
import { printLines, rounded } from './print';
import { serveBuild } from './serve';

/** LimeSurvey's form with the same 22 items: 454 kB, compressed, in 22 requests. */
const LIMESURVEY = { kilobytes: 454, requests: 22 };
const AIM = { kilobytes: 10, requests: 1 };

interface Weight {
  readonly requests: number;
  /** Bodies as they came over the wire, compressed. */
  readonly bodyBytes: number;
  /** With the answers' headers. */
  readonly allBytes: number;
}

export async function benchFormWeight(): Promise<void> {
  using database = await makeBenchDatabase({});
  const server = await serveBuild(database.url, join(database.folder, 'server.log'));
  try {
    const { requests, bodyBytes, allBytes } = await weigh(`${server.url}/q/${database.survey.counters[0]}`);
    const limeSurvey = `LimeSurvey ${LIMESURVEY.kilobytes} kB`;
    const kilobytes = (bytes: number) => `${rounded(bytes / 1000, 1)} kB`;
    const share = (bytes: number) => rounded(bytes / 1000 / LIMESURVEY.kilobytes, 3);
    printLines('The form of 22 items, before the first answer (Chromium, 360 × 740)', [
      { what: 'compressed', figure: kilobytes(bodyBytes), beside: limeSurvey, ratio: share(bodyBytes), aim: `≤ ${AIM.kilobytes} kB` },
      { what: 'with headers', figure: kilobytes(allBytes), beside: limeSurvey, ratio: share(allBytes), aim: '' },
      {
        what: 'requests',
        figure: String(requests),
        beside: `LimeSurvey ${LIMESURVEY.requests}`,
        ratio: rounded(requests / LIMESURVEY.requests, 3),
        aim: String(AIM.requests)
      }
    ]);
  } finally {
    await server.stop();
  }
}

async function weigh(address: string): Promise<Weight> {
  const browser = await chromium.launch({ executablePath: findChromium(), args: CHROMIUM_FLAGS });
  try {
    const page = await browser.newPage({ viewport: { width: 360, height: 740 } });
    const session = await page.context().newCDPSession(page);
    await session.send('Network.enable');
    const heads = new Map<string, number>();
    let requests = 0;
    let allBytes = 0;
    let headBytes = 0;
    session.on('Network.requestWillBeSent', ({ request }) => (requests += request.url.startsWith('data:') ? 0 : 1));
    // What has come when the head is there is the head; what has come at the end is everything.
    session.on('Network.responseReceived', ({ requestId, response }) => heads.set(requestId, response.encodedDataLength));
    session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
      allBytes += encodedDataLength;
      headBytes += heads.get(requestId) ?? 0;
    });
    await page.goto(address, { waitUntil: 'networkidle' });
    await page.locator('input[type=radio]').first().check({ force: true });
    return { requests, allBytes, bodyBytes: allBytes - headBytes };
  } finally {
    await browser.close();
  }
}
