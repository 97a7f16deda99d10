import { prepareChromium } from './chromium';
import { command } from './command';
import { playwright } from './playwright';
import type { Step } from './step';
import { preparePostgres } from './postgres';
import { prepareR } from './r';
import { prepareStrace } from './strace';
import { vitest } from './vitest';

/**
 * In order: what is installed, what is read and built, what is run. The build writes its messages and types where those of the
 * commands and tests come to stand after it; what reads neither is beside it.
 */
export const STEPS: readonly Step[] = [
  { name: 'browser', run: prepareChromium },
  { name: 'strace', run: prepareStrace },
  { name: 'pg_dump', run: preparePostgres },
  { name: 'R', run: prepareR },
  { name: 'build', oneCore: true, run: command('npm run build') },
  { name: 'messages', after: ['build'], oneCore: true, run: command('node scripts/compile-messages.mjs') },
  { name: 'kit sync', after: ['build'], oneCore: true, run: command('svelte-kit sync') },
  {
    name: 'types',
    needs: ['messages', 'kit sync'],
    oneCore: true,
    run: command('svelte-check --tsconfig ./tsconfig.json --fail-on-warnings')
  },
  { name: 'lint', oneCore: true, run: command('eslint --max-warnings 0 .') },
  { name: 'format', oneCore: true, run: command('prettier --check .') },
  {
    name: 'boundaries',
    needs: ['kit sync'],
    oneCore: true,
    run: command('depcruise --config .dependency-cruiser.cjs src migrations scripts test bench')
  },
  { name: 'dead code', needs: ['messages', 'kit sync'], oneCore: true, run: command('knip') },
  { name: 'unit and store tests', needs: ['messages', 'pg_dump'], run: () => vitest('vitest.config.ts') },
  { name: 'fault tests', needs: ['build', 'strace'], run: () => vitest('vitest.faults.config.ts') },
  { name: 'browser tests', needs: ['build', 'browser'], run: playwright }
];
