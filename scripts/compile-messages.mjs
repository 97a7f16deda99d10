// Compiles messages/*.json to src/lib/paraglide, for commands and tests that run without Vite.
import { compile } from '@inlang/paraglide-js';
import { paraglideOptions } from '../paraglide.config.js';

await compile(paraglideOptions);
