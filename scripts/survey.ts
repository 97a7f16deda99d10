// npm run survey -- open|close|publish --code C
// npm run survey -- revise --code C [--version N]: another version of its questionnaire, if only the wording differs.
import { Problem } from '../src/lib/core/problem';
import { changeSurveyState, reviseSurvey } from '../src/lib/server/operations/change-survey';
import { runCommand } from './command';
import { numberOption, readOptions } from './options';

await runCommand(async (db) => {
  const [step = '', ...given] = process.argv.slice(2);
  if (step !== 'open' && step !== 'close' && step !== 'publish' && step !== 'revise')
    throw new Problem('option-invalid', { option: 'open|close|publish|revise', value: step });
  const options = readOptions({ required: ['code'], optional: ['version'] }, given);
  const survey =
    step === 'revise'
      ? await reviseSurvey(db, options.code, numberOption('version', options.version))
      : await changeSurveyState(db, options.code, step, new Date());
  console.log(`${survey.code}: ${survey.state} (revision ${survey.revision})`);
});
