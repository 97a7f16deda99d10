import { prepareChromium } from './chromium';
import { command } from './command';
import { playwright } from './playwright';
import type { Step } from './step';
import { preparePostgres } from './postgres';
import { prepareR } from './r';
import { prepareStrace } from './strace';
import { vitest } from './vitest';

/** In order: what is installed, what is read, what is run. */
export const STEPS: readonly Step[] = [
  { name: 'browser', run: prepareChromium },
  { name: 'strace', run: prepareStrace },
  { name: 'pg_dump', run: preparePostgres },
  { name: 'R', run: prepareR },
  { name: 'messages', run: command('node scripts/compile-messages.mjs') },
  { name: 'kit sync', run: command('svelte-kit sync') },
  {
    name: 'types',
    needs: ['messages', 'kit sync'],
    onlyReads: true,
    run: command('svelte-check --tsconfig ./tsconfig.json --fail-on-warnings')
  },
  { name: 'format', onlyReads: true, run: command('prettier --check .') },
  { name: 'lint', onlyReads: true, run: command('eslint --max-warnings 0 .') },
  {
    name: 'boundaries',
    needs: ['kit sync'],
    onlyReads: true,
    run: command('depcruise --config .dependency-cruiser.cjs src migrations scripts test bench')
  },
  { name: 'dead code', needs: ['messages', 'kit sync'], onlyReads: true, run: command('knip') },
  { name: 'unit and store tests', needs: ['messages', 'pg_dump'], run: () => vitest('vitest.config.ts') },
  { name: 'build', run: command('npm run build') },
  { name: 'fault tests', needs: ['build', 'strace'], run: () => vitest('vitest.faults.config.ts') },
  { name: 'browser tests', needs: ['build', 'browser'], run: playwright }
];
