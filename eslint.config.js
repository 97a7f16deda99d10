import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import { defineConfig } from 'eslint/config';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

// What keeps the house's directions (docs/, CONTRIBUTING.md). Each message says why, and where the code belongs instead.
// Directions between folders are dependency-cruiser's (.dependency-cruiser.cjs); here is what needs to see the code itself.

const CORE_IMPORTS = {
  patterns: [
    {
      group: ['$lib/server', '$lib/server/*', '**/lib/server/**', '**/server/**'],
      message: 'core is pure arithmetic and knows no server: load the rows in src/lib/server/operations and pass values in.'
    },
    {
      group: ['$app/*', '$env/*'],
      message: 'core knows no SvelteKit: read the setting or the request in a route or an operation and pass the value in.'
    },
    {
      group: ['node:*', 'fs', 'path', 'crypto', 'os'],
      message: 'core does no I/O and also runs in the browser: do it in src/lib/server and pass the result in.'
    },
    {
      group: ['kysely', 'better-sqlite3', 'pg'],
      message: 'core knows no database: queries live in src/lib/server/store, and hand core plain values.'
    }
  ]
};

const CORE_SYNTAX = [
  {
    selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']",
    message: 'core has no clock: the operation takes the time and passes it in, so that a figure can be computed again.'
  },
  {
    selector: "NewExpression[callee.name='Date'][arguments.length=0]",
    message: 'core has no clock: the operation takes the time and passes it in, so that a figure can be computed again.'
  },
  {
    selector: "CallExpression[callee.object.name='performance']",
    message: 'core has no clock: measure in bench/ or in the operation.'
  },
  {
    selector: "MemberExpression[object.name='Math'][property.name='random']",
    message: 'core draws no chance of its own: pass a seeded generator in, so that a draw can be repeated.'
  },
  {
    selector: "MemberExpression[object.name='crypto']",
    message: 'core draws no chance of its own: make ids in src/lib/server/new-id.ts and pass them in.'
  }
];

// dependency-cruiser does not see a component's type-only imports.
const COMPONENT_IMPORTS = {
  patterns: [
    {
      group: ['$lib/server', '$lib/server/*', '**/server/**'],
      message: "A component is given what it shows: load it in the page's +page.server.ts and pass it as a prop, in core's types."
    }
  ]
};

const MIGRATION_IMPORTS = {
  patterns: [
    {
      group: ['**/src/**', '$lib', '$lib/*', '$app/*', '$env/*'],
      message: 'A migration must do tomorrow what it did the day it was written: copy what it needs into the migration itself.'
    }
  ]
};

const TEST_SYNTAX = [
  {
    selector: 'MemberExpression[property.name=/^(only|skip|todo|fixme|fails|skipIf|runIf)$/]',
    message: 'Every test runs everywhere: repair it or remove it. What a system cannot have is left out by the runner, which says so.'
  }
];

export default defineConfig(
  {
    ignores: ['build/', '.svelte-kit/', 'node_modules/', 'data/', 'screenshots/', 'test-results/', 'src/lib/paraglide/', 'project.inlang/']
  },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  ...ts.configs.strict,
  ...svelte.configs.recommended,
  {
    languageOptions: { globals: { ...globals.node, ...globals.browser } },
    rules: {
      'no-undef': 'off', // TypeScript's own, and it knows the types too
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      // Indices are checked by loops and layouts that the type system cannot follow (noUncheckedIndexedAccess).
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-dynamic-delete': 'off',
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      // Links of this house carry no base path and are written out.
      'svelte/no-navigation-without-resolve': 'off'
    }
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser, extraFileExtensions: ['.svelte'], svelteConfig } },
    // A component's props are declared with `let`, and bound ones are written from outside.
    rules: { 'prefer-const': 'off', 'svelte/prefer-const': 'error' }
  },
  {
    files: ['src/**/*.{ts,js,svelte}', 'scripts/**/*.{ts,mjs}', 'migrations/**/*.ts', 'bench/**/*.ts'],
    rules: { 'max-lines': ['error', { max: 300 }] }
  },
  {
    files: ['src/lib/core/**/*.ts'],
    rules: { 'no-restricted-imports': ['error', CORE_IMPORTS], 'no-restricted-syntax': ['error', ...CORE_SYNTAX] }
  },
  {
    files: ['src/lib/ui/**/*.{ts,svelte}', 'src/routes/**/*.svelte'],
    rules: { 'no-restricted-imports': ['error', COMPONENT_IMPORTS] }
  },
  {
    files: ['migrations/**/*.ts'],
    rules: { 'no-restricted-imports': ['error', MIGRATION_IMPORTS] }
  },
  {
    files: ['test/**/*.ts'],
    rules: { 'no-restricted-syntax': ['error', ...TEST_SYNTAX] }
  }
);
