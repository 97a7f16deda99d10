/**
 * Cells as people, software and spreadsheets write them. A cell of a CSV is text; of a workbook text or a number (a day there is a
 * number: days since 30/12/1899). What cannot be read is said to be so; nothing is guessed where two readings are possible: the day
 * stands before the month, as everywhere in Vietnam.
 */
import type { Day } from '../calendar/day';
import { addDays, isDay, localDay } from '../calendar/day';

export type Cell = string | number;

const LONGEST_TEXT = 300;

/** Letters of Vietnamese, each one character, and of ASCII, with one blank between words: nothing is to be done to most cells of a million rows. */
const CLEAN_TEXT = /^(?:[!-~À-ưẠ-ỹ]+(?: [!-~À-ưẠ-ỹ]+)*)?$/;

/** One line, NFC, without blanks at the ends. */
export function readText(cell: Cell, longest = LONGEST_TEXT): string {
  const text = typeof cell === 'number' ? String(cell) : cell;
  if (text.length <= longest && CLEAN_TEXT.test(text)) return text;
  return text
    .slice(0, 4 * longest)
    .normalize('NFC')
    .replace(/[\p{C}\s]+/gu, ' ')
    .trim()
    .slice(0, longest);
}

/** 1/1/2000 and 31/12/2099 as a spreadsheet counts them. */
const FIRST_SERIAL = 36_526;
const LAST_SERIAL = 73_050;

const DAY_FIRST = /(?:^|[^\d/.-])(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?:$|[^\d/.-])/;
const YEAR_FIRST = /(?:^|\D)(\d{4})[/.-](\d{1,2})[/.-](\d{1,2})(?:$|\D)/;
const IN_WORDS = /(?:^|\D)(\d{1,2})\s*tháng\s*(\d{1,2})\s*(?:năm|,)?\s*(\d{4})(?:$|\D)/i;
const IN_UTC = /^\d{4}-\d{2}-\d{2}T[\d:.]+(Z|[+-]\d{2}:?\d{2})$/;

/** undefined: no day, or none that there is (31/2). A time beside the day does not matter, except where it is told with its zone. */
export function readFrameDay(cell: Cell): Day | undefined {
  if (typeof cell === 'number') return daySerial(cell);
  const text = cell.slice(0, 60).normalize('NFKC').trim();
  if (/^\d{5}([.,]\d+)?$/.test(text)) return daySerial(Number(text.replace(',', '.')));
  if (IN_UTC.test(text)) {
    const moment = new Date(text);
    return Number.isNaN(moment.getTime()) ? undefined : localDay(moment);
  }
  const [, day, month, year] = DAY_FIRST.exec(text) ?? IN_WORDS.exec(text) ?? [];
  if (year !== undefined) return realDay(year, month!, day!);
  const [, isoYear, isoMonth, isoDay] = YEAR_FIRST.exec(text) ?? [];
  return isoYear === undefined ? undefined : realDay(isoYear, isoMonth!, isoDay!);
}

function daySerial(serial: number): Day | undefined {
  return serial >= FIRST_SERIAL && serial < LAST_SERIAL + 1 ? addDays('1899-12-30', Math.floor(serial)) : undefined;
}

function realDay(year: string, month: string, day: string): Day | undefined {
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isDay(iso) ? iso : undefined;
}

/**
 * A Vietnamese telephone number as ten digits (a mobile one) or eleven (some fixed ones), from 0 on, whichever way it was written: with +84, 84
 * or nothing before it, with dots, blanks or hyphens, as a number that lost its zero. The first one of a cell that holds several. '': there
 * is none.
 * @example readPhone('+84 912.345.678') === '0912345678'
 */
export function readPhone(cell: Cell): string {
  const text = (typeof cell === 'number' ? String(cell) : cell.slice(0, 100)).normalize('NFKC');
  for (const part of text.split(/[/;,|]|\s[-–]\s|\bhoặc\b/)) {
    const phone = onePhone(part);
    if (phone !== '') return phone;
  }
  return '';
}

function onePhone(part: string): string {
  const digits = part.replace(/\D/g, '');
  const national = digits
    .replace(/^0084/, '0')
    .replace(/^84(?=\d{9,10}$)/, '0')
    .replace(/^00(?=\d{9}$)/, '0');
  const whole = /^[1-9]\d{8}$/.test(national) ? `0${national}` : national;
  return /^0([35789]\d{8}|2\d{8,9})$/.test(whole) ? whole : '';
}

/** A whole number of one or more, also with dots or blanks between thousands. undefined: it is none. */
export function readCount(cell: Cell): number | undefined {
  const text = typeof cell === 'number' ? String(cell) : cell.normalize('NFKC').trim();
  const plain = /^\d{1,3}([., ]\d{3})+$/.test(text) ? text.replace(/[., ]/g, '') : text.replace(/[.,]0+$/, '');
  const value = /^\d{1,9}$/.test(plain) ? Number(plain) : 0;
  return value >= 1 ? value : undefined;
}
