// npm run create-survey -- --code C --name "Tên đợt" --name-en "Name" --questionnaire sipas-2017 --owner AGENCY --opens 2026-11-01
//   [--closes DAY] [--method sipas/1] [--version 1] [--counters all|CODE,CODE] [--psu day|respondent|design] [--required ITEM,ITEM]
//   [--series NAME] [--demonstration yes]: makes a draft.
import { createSurvey } from '../src/lib/server/operations/create-survey';
import { shipInstruments } from '../src/lib/server/operations/ship-instruments';
import { runCommand } from './command';
import { choiceOption, numberOption, readOptions } from './options';

await runCommand(async (db) => {
  const options = readOptions({
    required: ['code', 'name', 'name-en', 'questionnaire', 'owner', 'opens'],
    optional: ['closes', 'method', 'version', 'counters', 'psu', 'required', 'series', 'demonstration']
  });
  await shipInstruments(db, new Date());
  const psu = choiceOption('psu', options.psu, ['day', 'respondent', 'design']) ?? 'day';
  const [family, number = '1'] = options.method?.split('/') ?? [];
  await createSurvey(db, {
    code: options.code,
    nameVi: options.name,
    nameEn: options['name-en'],
    questionnaire: options.questionnaire,
    questionnaireNumber: numberOption('version', options.version),
    method: family === undefined ? undefined : { family, number: numberOption('method', number) ?? 1 },
    ownerCode: options.owner,
    opensOn: options.opens,
    closesOn: options.closes ?? null,
    psu,
    series: options.series ?? null,
    requiredItems: listOf(options.required),
    counterCodes: options.counters === undefined || options.counters === 'all' ? 'all' : listOf(options.counters),
    demonstration: options.demonstration === 'yes'
  });
  console.log(`Đã tạo bản nháp ${options.code}; mở bằng (created as a draft; open it with): npm run survey -- open --code ${options.code}`);
});

function listOf(text: string | undefined): readonly string[] {
  return (text ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
