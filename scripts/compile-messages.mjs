// Compiles messages/*.json to src/lib/paraglide, for commands and tests that run without Vite.
import { compile } from '@inlang/paraglide-js';
import { paraglideOptions } from '../paraglide.config.js';

// A file a language: a file a message, which a bundler needs to leave out what a page does not say, is three thousand to load.
await compile({ ...paraglideOptions, outputStructure: 'locale-modules' });
