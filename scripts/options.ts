/** A command's options (`--name value`): the missing and the unknown ones are said by name. */
import { parseArgs } from 'node:util';
import { isDay } from '../src/lib/core/calendar/day';
import type { Day } from '../src/lib/core/calendar/day';
import { Problem } from '../src/lib/core/problem';

type Options<Required extends string, Optional extends string> = Readonly<Record<Required, string> & Partial<Record<Optional, string>>>;

interface Names<Required extends string, Optional extends string> {
  readonly required: readonly Required[];
  readonly optional?: readonly Optional[];
  /** Those of `optional` that take no value; given, one is 'yes'. */
  readonly flags?: readonly Optional[];
  /** Printed by `--help` after the usage. */
  readonly help?: string;
}

/**
 * Throws `option-missing` or `option-unknown`, after printing what there is. An empty value counts as missing. `--help` prints it
 * and ends the command.
 */
export function readOptions<Required extends string, Optional extends string = never>(
  names: Names<Required, Optional>,
  given: readonly string[] = process.argv.slice(2)
): Options<Required, Optional> {
  const usage = usageOf(names);
  if (given.includes('--help')) {
    console.log(names.help === undefined ? usage : `${usage}\n\n${names.help}`);
    process.exit(0);
  }
  try {
    return read(names, given);
  } catch (failure) {
    console.error(usage);
    throw failure;
  }
}

function read<Required extends string, Optional extends string>(
  names: Names<Required, Optional>,
  given: readonly string[]
): Options<Required, Optional> {
  const known = [...names.required, ...(names.optional ?? [])];
  const values = parse(known, names.flags ?? [], given);
  for (const name of names.required) if (!values[name]) throw new Problem('option-missing', { option: `--${name}` });
  return Object.fromEntries(known.flatMap((name) => (values[name] ? [[name, values[name]]] : []))) as Options<Required, Optional>;
}

function usageOf({ required, optional = [], flags = [] }: Names<string, string>): string {
  const options = [
    ...required.map((name) => `--${name} …`),
    ...optional.map((name) => (flags.includes(name) ? `[--${name}]` : `[--${name} …]`))
  ];
  return `npm run ${process.env.npm_lifecycle_event ?? '…'} -- ${options.join(' ')}`;
}

/** A day as `YYYY-MM-DD`. Throws `option-invalid`. */
export function dayOption(name: string, value: string): Day {
  if (!isDay(value)) throw new Problem('option-invalid', { option: `--${name}`, value });
  return value;
}

function parse(known: readonly string[], flags: readonly string[], given: readonly string[]): Readonly<Record<string, string | undefined>> {
  const { values, positionals, tokens } = parseArgs({
    args: [...given],
    options: Object.fromEntries(known.map((name) => [name, { type: flags.includes(name) ? ('boolean' as const) : ('string' as const) }])),
    strict: false,
    allowPositionals: true,
    tokens: true
  });
  const stray = tokens.find((token) => token.kind === 'option' && !known.includes(token.name));
  if (stray?.kind === 'option') throw new Problem('option-unknown', { option: stray.rawName });
  if (positionals[0] !== undefined) throw new Problem('option-unknown', { option: positionals[0] });
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      if (flags.includes(name)) return [name, value === true ? 'yes' : undefined];
      return [name, typeof value === 'string' ? value.trim() : undefined];
    })
  );
}

/** A whole number from 1. Throws `option-invalid`. */
export function numberOption(name: string, value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  if (!/^[1-9]\d{0,8}$/.test(value)) throw new Problem('option-invalid', { option: `--${name}`, value });
  return Number(value);
}

/** One of the given words. Throws `option-invalid`, with the words that there are. */
export function choiceOption<Choice extends string>(
  name: string,
  value: string | undefined,
  choices: readonly Choice[]
): Choice | undefined {
  if (value === undefined) return undefined;
  const choice = choices.find((one) => one === value);
  if (!choice) throw new Problem('option-invalid', { option: `--${name} (${choices.join(' | ')})`, value });
  return choice;
}
