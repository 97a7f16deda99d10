import { expect, test } from 'vitest';
import { runInOrder } from '../../scripts/test/order';
import type { Step } from '../../scripts/test/step';
import { STEPS } from '../../scripts/test/steps';

const run = () => Promise.resolve({ passed: 1, failed: 0, output: '' });
const step = (name: string, more: Partial<Step> = {}): Step => ({ name, run, ...more });
const oneCore = true as const;

/** What runs together, each time that something began; of what runs, the one that began last ends first. */
async function runsOf(steps: readonly Step[], cores = 2): Promise<readonly string[]> {
  const ends = new Map<string, () => void>();
  const seen: string[] = [];
  let isOver = false;
  const all = runInOrder(steps, cores, ({ name }) => {
    const ended = new Promise<void>((end) => ends.set(name, end));
    seen.push([...ends.keys()].join(' '));
    return ended;
  }).then(() => (isOver = true));
  while (!isOver) {
    await new Promise(setImmediate);
    const [name, end] = [...ends].at(-1) ?? [];
    ends.delete(name ?? '');
    end?.();
  }
  await all;
  return seen;
}

test('a step that uses all cores has none beside it, and those of the list before and behind it keep their side', async () => {
  const steps = [step('a', { oneCore }), step('b', { oneCore }), step('c'), step('d'), step('e', { oneCore })];
  expect(await runsOf(steps)).toEqual(['a', 'a b', 'c', 'd', 'e']);
});

test('steps of one core fill the cores, the first of the list that need not wait for another', async () => {
  const steps = [
    step('slow', { oneCore }),
    step('later', { oneCore, after: ['slow'] }),
    step('latest', { oneCore, needs: ['later'] }),
    step('free', { oneCore }),
    step('free too', { oneCore })
  ];
  expect(await runsOf(steps)).toEqual(['slow', 'slow free', 'slow free too', 'later', 'latest']);
  expect(await runsOf(steps, 1)).toEqual(['slow', 'later', 'latest', 'free', 'free too']);
});

test('what a step of npm test needs or follows stands before it', () => {
  const wrong = STEPS.flatMap(({ name, needs = [], after = [] }, at) =>
    [...needs, ...after].filter((other) => !STEPS.slice(0, at).some((one) => one.name === other)).map((other) => `${name}: ${other}`)
  );
  expect(wrong).toEqual([]);
});
