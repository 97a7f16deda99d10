import adapter from '@sveltejs/adapter-node';

/** @type {import('@sveltejs/kit').Config} */
export default {
  compilerOptions: {
    // Tables whose rows become blocks on narrow pages say their roles again: some browsers forget a table that CSS lays out otherwise.
    warningFilter: (warning) => warning.code !== 'a11y_no_redundant_roles'
  },
  kit: {
    adapter: adapter({ precompress: true }),
    // Kit's own check refuses every form POST without an Origin header, and every one whose origin is not the configured
    // address; other programs and the machine's own name would be locked out of the citizen's form. The named handle
    // `refuseCrossSite` in src/hooks.server.ts does the check instead, for everything but the citizen's form.
    csrf: { trustedOrigins: ['*'] },
    csp: {
      mode: 'auto',
      directives: {
        'default-src': ['self'],
        'script-src': ['self'],
        // Chart.js and Svelte set styles from script only; `style` elements are inlined on the citizen's pages.
        'style-src': ['self', 'unsafe-inline'],
        'img-src': ['self', 'data:'],
        'font-src': ['self'],
        'connect-src': ['self'],
        'form-action': ['self'],
        'base-uri': ['none'],
        'object-src': ['none'],
        'frame-ancestors': ['none']
      }
    },
    // The citizen's pages carry their style within: one request is enough.
    inlineStyleThreshold: 12_000,
    version: { pollInterval: 0 },
    // It is of the interviewers' pages alone, which register it themselves.
    serviceWorker: { register: false },
    // One check of types for all that is TypeScript here.
    typescript: {
      config: (config) => ({
        ...config,
        include: [
          ...config.include,
          '../*.js',
          '../*.ts',
          '../scripts/**/*.ts',
          '../scripts/**/*.mjs',
          '../migrations/**/*.ts',
          '../bench/**/*.ts'
        ]
      })
    }
  }
};
