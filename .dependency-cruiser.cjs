// What may import what (type-only imports count too). Each rule's comment says why, and the way out.

/** Of core, in the order in which a figure is made: a later stage may use an earlier one, never the other way round. */
const STAGES = [
  'questionnaire|agency|sampling|fieldwork|method|calendar|vietnamese',
  'response',
  'weighting',
  'tally',
  'estimation',
  'quality',
  'scoring',
  'report'
];

const coreOrder = STAGES.slice(0, -1).map((stage, place) => ({
  name: `core-${stage.split('|')[0]}-knows-nothing-later`,
  comment:
    'A figure is made in one direction: questionnaire … → response → weighting → tally → estimation → quality → scoring → report. ' +
    'Move what both need to the earlier stage, or pass it in as a value.',
  severity: 'error',
  from: { path: `^src/lib/core/(${stage})/` },
  to: { path: `^src/lib/core/(${STAGES.slice(place + 1).join('|')})/` }
}));

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'Two files that need each other are one concept, or hide a third one: give what both need a file of its own.',
      severity: 'error',
      from: {},
      to: { circular: true }
    },
    {
      name: 'nothing-unseen',
      comment: 'A path that leads nowhere hides what is imported from the other rules: correct it.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, path: '^(\\.|\\$lib)', pathNot: '\\$types' }
    },
    {
      name: 'core-is-pure',
      comment: 'core is arithmetic that also runs in the browser. Load and store in src/lib/server, and pass values in and out.',
      severity: 'error',
      from: { path: '^src/lib/core/' },
      to: { path: '^(src/(?!lib/core/)|migrations/|scripts/|test/|bench/)' }
    },
    {
      name: 'core-does-no-input-or-output',
      comment: 'No file, network or database in core: do it in src/lib/server and pass the result in.',
      severity: 'error',
      from: { path: '^src/lib/core/' },
      to: { path: '(^|/)node_modules/(kysely|better-sqlite3|pg|pino|lucia|@node-rs)/|^@?(kysely|pg)$' }
    },
    {
      name: 'core-uses-no-node',
      comment: "core also runs in the browser, where Node's modules do not exist: do it in src/lib/server and pass the result in.",
      severity: 'error',
      from: { path: '^src/lib/core/' },
      to: { dependencyTypes: ['core'] }
    },
    ...coreOrder,
    {
      name: 'quality-judges-forms-not-figures',
      comment:
        'Whether a form looks stuffed is judged from how it was filled in, never from what it does to a figure: ' +
        'quality knows the calendar, questionnaires, responses and the distributions of estimation, and nothing of weights and tallies.',
      severity: 'error',
      from: { path: '^src/lib/core/quality/' },
      to: {
        path: '^src/lib/core/',
        pathNot: '^src/lib/core/((quality|calendar|questionnaire|response|estimation)/|(problem|read-fields)\\.ts$)'
      }
    },
    {
      name: 'stores-stand-under-operations',
      comment: 'A store is queries and nothing else. What combines stores or decides something is an operation, which calls the store.',
      severity: 'error',
      from: { path: '^src/lib/server/store/' },
      to: { path: '^src/(routes|lib/(ui|i18n|server/(operations|auth|http)))' }
    },
    {
      name: 'stores-compute-nothing',
      comment: 'Statistics belong to core, and an operation brings rows and statistics together: return the rows.',
      severity: 'error',
      from: { path: '^src/lib/server/store/' },
      to: { path: '^src/lib/core/(weighting|estimation|quality|scoring|report)/' }
    },
    {
      name: 'server-knows-no-page',
      comment:
        'The server answers whoever asks: pages, commands, tests. A page asks it, not the other way round. ' +
        "Only server/citizen renders components: it keeps the citizen's finished pages.",
      severity: 'error',
      from: { path: '^src/lib/server/(?!citizen/)' },
      to: { path: '^src/(routes|lib/ui)/' }
    },
    {
      name: 'nothing-imports-a-route',
      comment: 'A route is where an address enters; what it shares with others lives in src/lib.',
      severity: 'error',
      from: { path: '^src/lib/' },
      to: { path: '^src/routes/' }
    },
    {
      name: 'routes-call-operations',
      comment: 'A route parses, calls one operation and returns. Put the query behind an operation in src/lib/server/operations.',
      severity: 'error',
      from: { path: '^src/routes/' },
      to: { path: '^src/lib/server/store/' }
    },
    {
      name: 'components-know-no-server',
      comment: "A component is given what it shows: load it in the page's +page.server.ts and pass it as a prop.",
      severity: 'error',
      from: { path: '^src/lib/ui/' },
      to: { path: '^src/(routes|lib/server)/' }
    },
    {
      name: 'formatting-knows-core-only',
      comment: 'i18n turns values of core into words. What needs a page or the server belongs there.',
      severity: 'error',
      from: { path: '^src/lib/i18n/' },
      to: { path: '^src/(routes|lib/(server|ui))/' }
    },
    {
      name: 'migrations-stand-alone',
      comment: 'A migration must do tomorrow what it did the day it was written: copy what it needs into the migration itself.',
      severity: 'error',
      from: { path: '^migrations/' },
      to: { path: '^src/' }
    },
    {
      name: 'the-product-knows-no-tools',
      comment: 'scripts, tests and benchmarks use src; src never uses them. Move what both need into src/lib.',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^(scripts|test|bench)/' }
    }
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(\\.svelte-kit|build)/|^src/lib/paraglide/' },
    tsPreCompilationDeps: true,
    // Its paths are written out, since the cruiser looks for those of .svelte-kit/tsconfig.json in the wrong folder.
    tsConfig: { fileName: 'tsconfig.boundaries.json' },
    enhancedResolveOptions: { extensions: ['.ts', '.js', '.mjs', '.svelte', '.json'] }
  }
};
