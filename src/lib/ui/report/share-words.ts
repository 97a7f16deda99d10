/** The words of a method's share in one language, within a sentence and (`Share`, `Positive`, `Negative`) at its head. */
import type { ShareWords } from '../../core/method/share-words';
import { textIn } from '../../core/questionnaire/questionnaire';
import type { DisplayLanguage } from '../../i18n/format';

export function shareWords({ words }: { readonly words: ShareWords }, language: DisplayLanguage) {
  const [share, positive, negative] = [words.share, words.positive, words.negative].map((word) => textIn(word, language)) as [
    string,
    string,
    string
  ];
  return {
    overall: textIn(words.overall, language),
    share,
    positive,
    respondents: textIn(words.respondents, language),
    few: textIn(words.few, language),
    Share: capital(share),
    Positive: capital(positive),
    Negative: capital(negative)
  };
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
