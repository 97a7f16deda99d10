/** What src/routes answers to, read from its files: every route with the ways of asking that it has. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import type { Ask } from '../access-row';

const ROUTES = 'src/routes';
const EXPORTED = /^export (?:const|(?:async )?function) (\w+)/gm;

/** By route id: `/admin/reports/[agency]/[survey]` → GET, data. */
export function findRoutes(): ReadonlyMap<string, ReadonlySet<Ask>> {
  const files = readdirSync(ROUTES, { recursive: true, encoding: 'utf8' }).map((file) => join(ROUTES, file));
  const routes = new Map<string, Set<Ask>>();
  for (const file of files) {
    const asks = asksOf(file, files);
    const id = `/${relative(ROUTES, dirname(file))}`;
    for (const ask of asks) routes.set(id, (routes.get(id) ?? new Set()).add(ask));
  }
  return routes;
}

function asksOf(file: string, files: readonly string[]): readonly Ask[] {
  const name = file.slice(file.lastIndexOf('/') + 1);
  if (name.startsWith('+server.')) return exportsOf(file) as Ask[];
  if (name.startsWith('+page.server.')) return exportsOf(file).includes('actions') ? ['data', 'POST'] : ['data'];
  if (!/^\+page[@.]/.test(name)) return [];
  return hasLayoutData(dirname(file), files) ? ['GET', 'data'] : ['GET'];
}

/** The page of a folder has data as soon as a layout above it has a load on the server. */
function hasLayoutData(folder: string, files: readonly string[]): boolean {
  if (files.some((file) => dirname(file) === folder && /\/\+layout\.server\.[jt]s$/.test(file))) return true;
  return folder !== ROUTES && hasLayoutData(dirname(folder), files);
}

const exportsOf = (file: string): readonly string[] => [...readFileSync(file, 'utf8').matchAll(EXPORTED)].map(([, name]) => name!);
