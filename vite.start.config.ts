import { defineConfig } from 'vite';

// The program around the built server, beside it. Packages stay where they are.
export default defineConfig({ publicDir: false, build: { ssr: 'scripts/start-server.ts', outDir: 'build/start' } });
