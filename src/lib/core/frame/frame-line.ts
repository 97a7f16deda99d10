/**
 * What a frame's hash is made of: a line for each kept unit in the order of their numbers, UTF-8, each ended by a line feed; the parts
 * are parted by tabs, which no part holds. No personal value is among them, so that the hash, and a draw, can be made again after the
 * persons were erased.
 */
export interface HashedUnit {
  readonly unitNo: number;
  readonly agencyCode: string;
  readonly level: string;
  readonly field: string;
  readonly area: string;
  readonly village: string;
  readonly size: number;
}

/** @example frameLine({ unitNo: 1, agencyCode: '03646', level: 'commune', field: 'Đất đai', area: '', village: '', size: 1 }) === '1\t03646\tcommune\tĐất đai\t\t\t1\n' */
export function frameLine({ unitNo, agencyCode, level, field, area, village, size }: HashedUnit): string {
  return `${[unitNo, agencyCode, level, field, area, village, size].join('\t')}\n`;
}
