import { projectFiles, readText } from './source-files';

/** `messages/form.vi.json` → `form`. */
export function messageFamilies(): readonly string[] {
  return [...new Set(projectFiles().flatMap((path) => /^messages\/(.+)\.(vi|en)\.json$/.exec(path)?.[1] ?? []))];
}

/** Key → text, or variants as JSON text. */
export function messageFile(family: string, language: 'vi' | 'en'): ReadonlyMap<string, string> {
  const content = JSON.parse(readText(`messages/${family}.${language}.json`)) as Record<string, unknown>;
  return new Map(
    Object.entries(content)
      .filter(([key]) => key !== '$schema')
      .map(([key, text]) => [key, typeof text === 'string' ? text : JSON.stringify(text)])
  );
}

/** The names in braces, sorted. */
export function placeholders(text: string): readonly string[] {
  return [...new Set([...text.matchAll(/\{\s*(\w+)\s*\}/g)].map(([, name = '']) => name))].sort();
}
