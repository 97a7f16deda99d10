/** A version of a questionnaire as the citizen will see it, for a frame in the office; a draft also with what is being typed. */
import type { Questionnaire } from '../../core/questionnaire/questionnaire';
import { requiredItemsOf, textIn } from '../../core/questionnaire/questionnaire';
import { m } from '../../paraglide/messages.js';
import { conditionStyle } from '../../ui/form/condition-style';
import FormPage from '../../ui/form/FormPage.svelte';
import type { Asking } from '../auth/access';
import { findOfficeVersion, requireWriter } from '../operations/find-office-questionnaire';
import type { DraftAddress, PartForm } from '../operations/save-draft';
import { draftWithForm } from '../operations/save-draft';
import type { Db } from '../schema';
import { renderCitizenPage } from './citizen-page';

/** `form`: what is typed in the editor, not stored. Throws what `findOfficeVersion` and, with a form, `requireWriter` and `draftWithForm` throw. */
export async function previewForm(
  db: Db,
  asking: Asking,
  address: DraftAddress,
  wish: { readonly language: 'vi' | 'en'; readonly form?: Omit<PartForm, 'revision'> },
  now: Date
): Promise<Response> {
  const { questionnaire, version } = await findOfficeVersion(db, asking, address, now);
  if (wish.form) requireWriter(asking, questionnaire);
  const content = wish.form ? draftWithForm(version.content, wish.form).draft : version.content;
  const { language } = wish;
  const options = { locale: language };
  const place = questionnaire.owner ?? questionnaire.user.grants[0]?.place;
  const agencyName = place ? inLanguage(place.name, language) : '';
  const props = {
    ...{ language, questionnaire: showable(content), requiredItems: requiredItemsOf(content), versionId: version.id, code: '' },
    ...{ counterName: m.questionnaire_preview_counter({}, options), place: agencyName, agencyName },
    promise: m.form_anonymous({}, options),
    ...{ submissionId: '', isPreview: true }
  };
  const title = textIn(content.title, language);
  const { html, policy } = renderCitizenPage(FormPage, props, { language, title, style: conditionStyle(content), isPreview: true });
  const headers = { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy, 'cache-control': 'private, no-store' };
  return new Response(html, { headers });
}

const inLanguage = (name: { readonly vi: string; readonly en?: string | undefined }, language: 'vi' | 'en') => name[language] ?? name.vi;

/** Without rated items that have no scale yet. */
function showable(content: Questionnaire): Questionnaire {
  const hasScale = (code: string) => content.scales.some((scale) => scale.code === code);
  const sections = content.sections.map((section) => ({
    ...section,
    items: section.items.filter((item) => item.kind !== 'level' || hasScale(item.scale))
  }));
  return { ...content, sections };
}
