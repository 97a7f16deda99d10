// What the board says of interviews is what a plain count of the stored answers says, whoever gave them and by whatever way.
import { expect, test } from 'vitest';
import { seededRandom } from '../../scripts/demo-answers';
import type { Item } from '../../src/lib/core/questionnaire/questionnaire';
import { openFieldBoard } from '../../src/lib/server/operations/open-field-board';
import { getQuestionnaireVersion } from '../../src/lib/server/store/versions';
import { answerRound } from '../support/answered-round';
import { onBothEngines } from '../support/engines';
import { as } from '../support/people';
import { makeRound, ROUND_NOW } from '../support/round';

onBothEngines('the board’s interviews', (open) => {
  test('are counted as each answer is', async () => {
    await using database = await open();
    const { db } = database;
    const round = await makeRound(db, { communes: 2, population: 80, sample: 40, interviewers: 3, questionnaire: 'sipas-2017' });
    const answered = await answerRound(db, round);
    const random = seededRandom(11);
    const pick = <T>(of: readonly T[]): T => of[Math.floor(random() * of.length)]!;
    const { content } = await getQuestionnaireVersion(db, round.survey.questionnaire_version_id);
    const items: readonly Item[] = content.sections.flatMap((section) => section.items);
    const stored = await db.selectFrom('responses').select(['id', 'answers']).where('survey_id', '=', round.survey.id).execute();
    for (const { id, answers } of stored) {
      const given = random() < 0.2 ? stored[0]!.answers : answers;
      const left = (JSON.parse(given) as unknown[]).slice(0, random() < 0.2 ? 6 : items.length);
      const channel = pick(['web', 'visit', 'phone', 'paper'] as const);
      await db
        .updateTable('responses')
        .set({
          ...{ channel, answers: JSON.stringify(left), duration_ms: random() < 0.2 ? null : Math.floor(random() * 900_000) },
          ...{ entered_by: channel === 'web' ? null : pick(round.interviewers).id, status: random() < 0.1 ? 'excluded' : 'counted' },
          flags: JSON.stringify(random() < 0.3 ? ['too-fast'] : [])
        })
        .where('id', '=', id)
        .execute();
    }

    const rows = await db.selectFrom('responses').selectAll().where('survey_id', '=', round.survey.id).where('status', '!=', 'excluded').execute(); // prettier-ignore
    expect(rows.length).toBeLessThan(answered.length);
    const valueAt = (answers: readonly unknown[], code: string) => {
      const at = items.findIndex((item) => item.code === code);
      const item = items[at]!;
      const answer = answers[at] ?? null;
      if (answer === null) return [];
      return item.kind === 'level' ? [String(answer)] : [answer].flat().map((position) => item.options[(position as number) - 1]!.value);
    };
    const recount = (those: typeof rows) => {
      let [shown, missing, flagged] = [0, 0, 0];
      const flags: Record<string, number> = {};
      const durations: number[] = [];
      for (const row of those) {
        const answers = JSON.parse(row.answers) as readonly unknown[];
        const asked = items.flatMap(
          (item, at) =>
          (item.showWhen ?? []).every(({ item: code, values, unless = false }) => valueAt(answers, code).some((one) => values.includes(one)) !== unless) ? [at] : [] // prettier-ignore
        );
        const empty = asked.filter((at) => (answers[at] ?? null) === null).length;
        const isPaper = row.channel === 'paper';
        const like = rows.filter((one) => one.entered_by === row.entered_by && one.channel !== 'paper' && one.answers === row.answers);
        const own = JSON.parse(row.flags) as string[];
        if (!isPaper && row.entered_by !== null) {
          if (empty > asked.length / 2) own.push('many-missing');
          if (like.length > 1 && asked.length - empty >= 10) own.push('same-answers');
        }
        if (own.length > 0) flagged++;
        for (const flag of own) flags[flag] = (flags[flag] ?? 0) + 1;
        if (!isPaper && row.duration_ms !== null) durations.push(row.duration_ms);
        shown += asked.length;
        missing += empty;
      }
      durations.sort((a, b) => a - b);
      const middle = durations.length >> 1;
      const medianMs = durations.length % 2 === 1 ? durations[middle]! : (durations[middle - 1]! + durations[middle]!) / 2;
      return { answers: those.length, medianMs, missingShare: missing / shown, flagged, flags };
    };
    const board = await openFieldBoard(db, as(round.coordinator), 'round', ROUND_NOW);
    const said = ({ flags, ...quality }: (typeof board)['quality']) => ({ ...quality, flags: Object.fromEntries(flags) });
    expect(said(board.quality)).toEqual(recount(rows));
    expect(board.quality.flags.map(([flag]) => flag)).toEqual(['many-missing', 'same-answers', 'too-fast']);
    for (const { id, quality } of board.interviewers)
      expect(said(quality)).toEqual(recount(rows.filter((row) => row.entered_by === id && row.channel !== 'paper')));
    expect(board.interviewers).toHaveLength(3);
  });
});
