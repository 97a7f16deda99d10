// A list longer than one read is read whole: no row is lost or doubled where one read ends and the next begins.
import { expect, test } from 'vitest';
import { insertAll } from '../../bench/insert-all';
import { countFrameRows, readFrameRows } from '../../src/lib/server/store/frame-rows';
import { onBothEngines } from '../support/engines';
import { makeRound } from '../support/round';

/** Three reads of 5,000 and one row of a fourth. */
const ROWS = 15_001;

onBothEngines('a list of several reads', (open) => {
  test('is counted and read whole, with and without rows that may not be drawn', async () => {
    await using database = await open();
    const { db } = database;
    const { frameId } = await makeRound(db, { communes: 2, population: 1, sample: 1, reserve: 0 });
    const [first, second] = await db.selectFrom('frame_units').selectAll().orderBy('unit_no').execute();
    const more = Array.from({ length: ROWS - 2 }, (_, i) => {
      const unitNo = i + 3;
      // The rows on both sides of a read's end differ in all that is counted.
      return { ...(unitNo % 2 === 1 ? first! : second!), unit_no: unitNo, line: unitNo + 1, size: 1 + (unitNo % 3), dossier_mark: `d${unitNo}`, person_mark: `p${unitNo}` }; // prettier-ignore
    });
    await insertAll(db, 'frame_units', more);

    const look = async () => {
      const told: number[] = [];
      const counted = await countFrameRows(
        db,
        frameId,
        { field: true, area: false, personKind: false, village: false },
        async (unitNo, last) => {
          told.push(unitNo);
          expect(last).toBe(ROWS);
        }
      );
      const read: number[] = [];
      let [rows, size] = [0, 0];
      for await (const part of readFrameRows(db, frameId))
        for (const row of part) {
          read.push(row.unit_no);
          rows++;
          size += row.size;
        }
      const sum = (what: 'rows' | 'size') => counted.reduce((all, one) => all + one[what], 0);
      expect([sum('rows'), sum('size')]).toEqual([rows, size]);
      return { read, told };
    };
    const whole = await look();
    expect(whole.read).toEqual(Array.from({ length: ROWS }, (_, i) => i + 1));
    expect(whole.told).toEqual([5_000, 10_000, 15_000, ROWS]);

    const left = [1, 5_000, 5_001, 10_000, ROWS];
    await db.updateTable('frame_units').set({ kept: 0 }).where('frame_id', '=', frameId).where('unit_no', 'in', left).execute();
    const kept = await look();
    expect(kept.read).toEqual(whole.read.filter((unitNo) => !left.includes(unitNo)));
  });
});
