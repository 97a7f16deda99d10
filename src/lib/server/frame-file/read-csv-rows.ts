/** The rows of a CSV, read as a stream: comma, semicolon or tab, whichever the first line has most of; quoted fields over several lines. */
import { Readable, pipeline } from 'node:stream';
import { parse } from 'csv-parse';
import { Problem } from '../../core/problem';
import type { RowBatch } from './file-row';
import type { FrameFile } from './frame-file';
import { fileBytes } from './frame-file';
import { rowCollector } from './row-collector';

const DELIMITERS = [',', ';', '\t'] as const;
/** Characters of one row: a quote that is never closed would swallow the rest of the file. */
const LONGEST_ROW = 100_000;

/** Characters. */
const PIECE = 16_384;

interface ParsedRow {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

/** Throws `frame-quotes`, `frame-nul` with the line, `frame-rows-empty`. */
export async function* readCsvRows(file: FrameFile): AsyncGenerator<RowBatch> {
  let bytes = 0;
  const texts = decoded(file, (count) => (bytes = count));
  const first = await texts.next();
  if (first.done) return;
  // Of the last row that was read whole: the parser notices an open quote long after the row it is in.
  let lastLine = 0;
  const parser = parse({
    delimiter: delimiterOf(first.value),
    record_delimiter: '\n',
    info: true,
    relax_column_count: true,
    relax_quotes: true,
    max_record_size: LONGEST_ROW,
    // The parser makes an error of each, only to pass it over.
    skip_empty_lines: true,
    on_record: (record: string[], { lines }) => {
      lastLine = lines;
      // Each row is the first that it has seen: else it makes an error of every one with other columns, only to pass it over (45 µs a row).
      (parser.info as { records: number }).records = 0;
      return record;
    }
  });
  const collected = rowCollector(file);
  const lines = startingWith(first.value, texts, collected.passOver);
  pipeline(Readable.from(lines), parser, () => {}); // a failure comes out of the parser below
  try {
    for await (const { record, info } of parser as AsyncIterable<ParsedRow>) {
      // No database keeps one, and no list is meant to have it.
      if (record.some((cell) => cell.includes('\0'))) throw new Problem('frame-nul', { file: file.name, line: info.lines });
      collected.add({ line: info.lines, cells: record });
      if (collected.isDue) yield { rows: collected.take(), bytes };
    }
  } catch (failure) {
    if (!(failure as { readonly code?: string }).code?.startsWith('CSV_')) throw failure;
    throw new Problem('frame-quotes', { file: file.name, line: lastLine + 1 });
  }
  yield { rows: collected.take(), bytes: file.size };
}

/** With one line end for all, so that lines are counted as an editor counts them. */
async function* decoded(file: FrameFile, onBytes: (count: number) => void): AsyncGenerator<string> {
  const decoder = new TextDecoder(file.encoding);
  let count = 0;
  let held = '';
  for await (const chunk of fileBytes(file)) {
    count += chunk.length;
    onBytes(count);
    const text = held + decoder.decode(chunk, { stream: true });
    held = text.endsWith('\r') ? '\r' : '';
    yield withOneLineEnd(held === '' ? text : text.slice(0, -1));
  }
  yield withOneLineEnd(held + decoder.decode());
}

function withOneLineEnd(text: string): string {
  return text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
}

/** In short pieces: of what the parser has been given it reads all, and a mistake in it would come before the rows above it. */
async function* startingWith(first: string, rest: AsyncIterable<string>, onBlank: (lines: number) => void): AsyncGenerator<string> {
  onBlank(blankLines(first));
  yield* pieces(first);
  for await (const text of rest) {
    onBlank(blankLines(text));
    yield* pieces(text);
  }
}

/** Line ends that follow one another. */
function blankLines(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n\n'); at >= 0; at = text.indexOf('\n\n', at + 1)) count += 1;
  return count;
}

function* pieces(text: string): Generator<string> {
  for (let at = 0; at < text.length; at += PIECE) yield text.slice(at, at + PIECE);
}

/** Of the first lines, for a list has its title above its header. */
function delimiterOf(text: string): string {
  const lines = text.slice(0, 20_000).split('\n', 20);
  const counts = DELIMITERS.map((delimiter) => Math.max(...lines.map((line) => line.split(delimiter).length)));
  return DELIMITERS[counts.indexOf(Math.max(...counts))]!;
}
