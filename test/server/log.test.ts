import { expect, test } from 'vitest';
import { createLog } from '../../src/lib/server/log';

function lines(write: (log: ReturnType<typeof createLog>) => void, level: 'info' | 'error' = 'info'): Record<string, unknown>[] {
  const written: string[] = [];
  write(createLog(level, { write: (line) => void written.push(line) }));
  return written.map((line) => JSON.parse(line) as Record<string, unknown>);
}

test('a line is JSON with its time and level, and says nothing of the machine', () => {
  const [line] = lines((log) => log.info({ requestId: 'r', route: '/q/[code]', status: 303 }, 'request'));
  expect(Object.keys(line ?? {}).sort()).toEqual(['level', 'msg', 'requestId', 'route', 'status', 'time']);
  expect(line).toMatchObject({ level: 'info', route: '/q/[code]', msg: 'request' });
});

test('an error is told by its kind, code and stack, without the values that an engine quotes', () => {
  const refused = Object.assign(new TypeError('duplicate: "bà Lò Thị A" and "0912345678" again'), {
    code: '23505',
    detail: 'Key (email)=(a@b.vn) already exists.'
  });
  const [line] = lines((log) => log.error({ err: refused }, 'unexpected failure'));
  expect(line?.err).toMatchObject({ type: 'TypeError', code: '23505', message: 'duplicate: "…" and "…" again' });
  expect(JSON.stringify(line)).toContain('log.test.ts');
  expect(JSON.stringify(line)).not.toMatch(/Lò Thị|0912345678|a@b\.vn/);
});

test('whatever else is thrown is told by its kind alone', () => {
  const [line] = lines((log) => log.error({ err: 'bà Lò Thị A' }, 'unexpected failure'));
  expect(line?.err).toEqual({ type: 'string' });
});

test('what is below the level is not written', () => {
  expect(lines((log) => log.info('request'), 'error')).toEqual([]);
});
