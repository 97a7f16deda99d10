/**
 * Writes a questionnaire as an XLSForm, from which `readXlsForm` makes the same questionnaire again, to the letter, if
 * `checkQuestionnaire` finds no fault in it, its languages have codes like `vi` or `zh-Hant` and its scales' codes no blanks around
 * them. Lists that are there but empty (of conditions, of answers that a rate leaves out) come back as none, which means the same.
 *
 * Other tools see the questions, the skips and the comment as they are; kinds of sections, rates and sources of wordings are
 * columns and sheets that they leave aside.
 */
import type { ExperienceRate, Questionnaire } from '../questionnaire';
import { languageName, languagesWritten } from './language-names';
import type { TextSheet, XlsFormSheets } from './sheets';
import { inLanguage, sheetOf } from './sheets';
import { writeChoices } from './write-choices';
import { writeSurvey } from './write-survey';

/** `version`: of the questionnaire, for the settings; tools use it to tell forms apart that have the same code. */
export function writeXlsForm(questionnaire: Questionnaire, version = ''): XlsFormSheets {
  const languages = languagesWritten(questionnaire);
  const choices = writeChoices(questionnaire, languages);
  return {
    survey: writeSurvey(questionnaire, languages, choices.listOf),
    choices: choices.sheet,
    settings: sheetOf(
      ['form_title', 'form_id', 'version', 'default_language'],
      [{ form_title: questionnaire.title.vi, form_id: questionnaire.code, version, default_language: languageName('vi') }]
    ),
    questionnaire: writeQuestionnaire(questionnaire, languages),
    rates: writeRates(questionnaire.rates, languages)
  };
}

function writeQuestionnaire({ languages: offered, minutes, title }: Questionnaire, languages: readonly string[]): TextSheet {
  // The Vietnamese title is that of the settings, which know one language only.
  const others = languages.filter((language) => language !== 'vi');
  const columns = others.map((language) => inLanguage('title', languageName(language)));
  const titles = Object.fromEntries(others.map((language, i) => [columns[i]!, title[language] ?? '']));
  return sheetOf(['languages', 'minutes', ...columns], [{ languages: offered.join(' '), minutes: String(minutes), ...titles }]);
}

function writeRates(rates: readonly ExperienceRate[], languages: readonly string[]): TextSheet {
  const columns = languages.map((language) => inLanguage('label', languageName(language)));
  const header = ['code', 'item', 'values', 'leave_out', ...columns, 'alarm_above', 'alarm_count'];
  return sheetOf(
    header,
    rates.map(({ code, item, values, leaveOut, name, alarmAbove, alarmCount }) => ({
      ...{ code, item, values: values.join(' '), leave_out: leaveOut?.join(' ') ?? '' },
      ...Object.fromEntries(languages.map((language, i) => [columns[i]!, name[language] ?? ''])),
      ...{ alarm_above: alarmAbove === undefined ? '' : String(alarmAbove), alarm_count: alarmCount ? 'yes' : '' }
    }))
  );
}
