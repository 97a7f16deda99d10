/** The estimate command's arguments in, its JSON document out. */
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { DESIGN_EFFECTS } from '../src/lib/core/estimation/design-effect';
import { LONELY_PSU_RULES } from '../src/lib/core/estimation/lonely-psu';
import { SHARE_INTERVALS } from '../src/lib/core/estimation/share-interval';
import { Problem } from '../src/lib/core/problem';
import { problemText } from '../src/lib/i18n/problem-text';
import type { EstimateReason } from '../src/lib/server/operations/estimate-table';
import { estimateTable } from '../src/lib/server/operations/estimate-table';
import type { StatisticColumns } from '../src/lib/server/operations/statistic-columns';
import type { DataFile } from '../src/lib/server/operations/table-sample';
import { ESTIMATE_HELP } from './estimate-help';
import { choiceOption, readOptions } from './options';

const OPTIONS = {
  required: ['data'],
  optional: [
    ...(['weights', 'strata', 'psu', 'fpc', 'mean', 'proportion', 'total', 'ratio', 'by', 'ci', 'level', 'deff'] as const),
    ...(['lonely-psu', 'post-stratify', 'rake'] as const)
  ],
  help: ESTIMATE_HELP
} as const;

/** At full precision; the text holds no NaN and no Infinity. Throws a Problem. */
export async function estimateDocument(given: readonly string[]): Promise<string> {
  const options = readOptions(OPTIONS, given);
  const { estimates, sample } = estimateTable({
    data: await read(options.data),
    design: {
      weights: options.weights,
      strata: options.strata,
      psu: options.psu,
      fpc: options.fpc,
      postStratify: await readOptional(options['post-stratify']),
      rake: await readOptional(options.rake)
    },
    statistic: statisticOf(options),
    by: (options.by ?? '')
      .split(',')
      .map((column) => column.trim())
      .filter((column) => column !== ''),
    interval: choiceOption('ci', options.ci, SHARE_INTERVALS),
    level: levelOf(options.level),
    designEffect: choiceOption('deff', options.deff, DESIGN_EFFECTS) ?? (options.weights === undefined ? 'replace' : 'wor'),
    lonelyPsu: choiceOption('lonely-psu', options['lonely-psu'], LONELY_PSU_RULES) ?? 'fail'
  });
  const document = {
    estimates: estimates.map(({ reasons, ...estimate }) => ({
      ...estimate,
      note: reasons.length > 0 ? reasons.map(sentenceOf).join(' ') : null
    })),
    sample
  };
  return JSON.stringify(document, (_, value: unknown) => finite(value), 2);
}

type Given = Readonly<Partial<Record<'mean' | 'proportion' | 'total' | 'ratio', string>>>;

function statisticOf({ mean, proportion, total, ratio }: Given): StatisticColumns {
  const given = [mean, proportion, total, ratio].filter((value) => value !== undefined);
  if (given.length !== 1) throw new Problem('options-exclusive', { options: '--mean, --proportion, --total, --ratio' });
  if (mean !== undefined) return { kind: 'mean', column: mean };
  if (total !== undefined) return { kind: 'total', column: total };
  if (proportion !== undefined) {
    const [column, value] = halves('proportion', proportion, '=');
    return { kind: 'proportion', column, value };
  }
  const [numerator, denominator] = halves('ratio', ratio!, '/');
  return { kind: 'ratio', numerator, denominator };
}

function halves(option: string, text: string, at: string): readonly [string, string] {
  const place = text.indexOf(at);
  if (place < 1 || place === text.length - 1) throw new Problem('option-invalid', { option: `--${option}`, value: text });
  return [text.slice(0, place).trim(), text.slice(place + 1).trim()];
}

function levelOf(text: string | undefined): number {
  if (text === undefined) return 0.95;
  const level = Number(text);
  // Outside these a quantile lies beyond what numbers can tell.
  if (!(level >= 0.01 && level <= 0.999_999_999)) throw new Problem('option-invalid', { option: '--level', value: text });
  return level;
}

async function read(path: string): Promise<DataFile> {
  try {
    return { file: basename(path), bytes: await readFile(path) };
  } catch (failure) {
    throw new Problem('file-unreadable', { file: path, reason: failure instanceof Error ? failure.message : String(failure) });
  }
}

async function readOptional(path: string | undefined): Promise<DataFile | undefined> {
  return path === undefined ? undefined : read(path);
}

function sentenceOf({ code, parameters }: EstimateReason): string {
  return `${problemText(code, parameters, 'vi')} (${problemText(code, parameters, 'en')})`;
}

/** JSON would turn NaN and Infinity into null without a word. */
function finite(value: unknown): unknown {
  if (typeof value === 'number' && !Number.isFinite(value)) throw new Error(`an estimate of ${value}`);
  return value;
}
