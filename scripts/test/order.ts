import type { Step } from './step';

/**
 * Runs every step once, the first of the list that can run first, on at most so many cores: after what it needs or follows, and,
 * unless it uses one core, after all before it in the list and before all behind it. `run` must not throw.
 */
export async function runInOrder(steps: readonly Step[], cores: number, run: (step: Step) => Promise<void>): Promise<void> {
  const waiting = [...steps];
  const running = new Map<string, Promise<unknown>>();
  const isReady = (step: Step, at: number) => {
    const ahead = waiting.slice(0, at);
    if (!step.oneCore) return ahead.length === 0 && running.size === 0;
    const awaited = [...(step.needs ?? []), ...(step.after ?? [])];
    return ahead.every(({ name, oneCore }) => oneCore && !awaited.includes(name)) && !awaited.some((name) => running.has(name));
  };
  while (waiting.length > 0 || running.size > 0) {
    const [next] = running.size < cores ? waiting.filter(isReady) : [];
    if (next) {
      waiting.splice(waiting.indexOf(next), 1);
      const ended = run(next).finally(() => running.delete(next.name));
      running.set(next.name, ended);
      if (!next.oneCore) await ended;
    } else await Promise.race(running.values());
  }
}
