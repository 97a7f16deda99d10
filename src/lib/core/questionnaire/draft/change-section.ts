/** Sections of a draft: factors and the other parts of the form. */
import type { Questionnaire, Section, SectionKind } from '../questionnaire';
import type { FormValues } from './form-values';
import { readOptionalTexts, readTexts, valueOf } from './form-values';
import { newSectionCode } from './new-code';

export const SECTION_KINDS: readonly SectionKind[] = ['factor', 'overall', 'experience', 'profile'];

/** `typed`: the code that somebody wishes for, or words to make one from. It stands last, but before who answered. */
export function addSection(draft: Questionnaire, typed: string): { draft: Questionnaire; code: string } {
  const code = newSectionCode(draft, typed);
  const section: Section = { kind: 'factor', code, name: { vi: '' }, shortName: { vi: '' }, items: [] };
  const others = draft.sections.filter(({ kind }) => kind !== 'profile');
  return { draft: { ...draft, sections: [...others, section, ...draft.sections.filter(({ kind }) => kind === 'profile')] }, code };
}

/** Without a short name the whole one is it. */
export function changeSection(draft: Questionnaire, code: string, values: FormValues): Questionnaire {
  const name = readTexts(values, 'name', draft.languages);
  const intro = readOptionalTexts(values, 'intro', draft.languages);
  const shortName = readOptionalTexts(values, 'shortName', draft.languages) ?? name;
  return {
    ...draft,
    sections: draft.sections.map((section) => {
      if (section.code !== code) return section;
      const kind = SECTION_KINDS.find((one) => one === valueOf(values, 'kind')) ?? section.kind;
      return { kind, code, name, shortName, ...(intro && { intro }), items: section.items };
    })
  };
}
