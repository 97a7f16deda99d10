/** What somebody typed into a form, to be shown again where it is refused. Never files, and never passwords (`except`). */
export function typedText(form: FormData, except: readonly string[] = []): Record<string, string> {
  const entries = [...form].filter((entry): entry is [string, string] => typeof entry[1] === 'string' && !except.includes(entry[0]));
  return Object.fromEntries(entries);
}
