/** Saves a design with its arithmetic: a new one under the next letter, or a change of one that is there. */
import { localDay } from '../../core/calendar/day';
import { Problem } from '../../core/problem';
import type { SamplePlan } from '../../core/sampling/plan-sample';
import { wrongField } from '../../core/read-fields';
import { planSample } from '../../core/sampling/plan-sample';
import { readDesign } from '../../core/sampling/read-design';
import type { SamplingDesign } from '../../core/sampling/design';
import type { Asking } from '../auth/access';
import { newId } from '../new-id';
import { textField } from '../read-form-data';
import { formatMoment } from '../../i18n/format-points';
import type { Db } from '../schema';
import type { OnRead } from '../store/frame-rows';
import type { Frame } from '../store/frames';
import { appendAuditEvent, byUser } from '../store/audit-events';
import { insertDesign, listDesigns, updateDesign } from '../store/designs';
import { updateRound } from '../store/rounds';
import { inTransaction } from '../transaction';
import { findRoundToWrite } from './find-round';
import { countFrame, getReadyFrame } from './read-sampling-frame';

const LABELS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
/** A page shows each of them, and a draw reads a stream for each. */
const MOST_STRATA = 3_000;

/**
 * `label` null: a new one. Returns its label. Throws what `findRoundToWrite` throws, `form-invalid` (also for what `planRound` throws, and
 * `sampling-over-list`), `frame-not-ready`, `design-fixed`, `design-not-found`, `designs-too-many`, `edit-conflict`.
 */
export async function saveDesign(db: Db, asking: Asking, code: string, label: string | null, form: FormData, now: Date): Promise<string> {
  const { survey, user } = await findRoundToWrite(db, asking, code, localDay(now));
  if (survey.state !== 'draft') throw new Problem('design-fixed');
  const frame = await getReadyFrame(db, survey.id);
  const content = readDesign({ one: (name) => textField(form, name), strata: form.getAll('strata').map(String) });
  const plan = await planRound(db, frame, content).catch((failure: unknown) => {
    throw atItsField(failure, content);
  });
  const { size } = content;
  if (size.kind === 'fixed' && content.sizeOf === 'all' && size.count > plan.population)
    throw wrongField('count', 'sampling-over-list', { count: size.count, units: plan.population });
  const saved = { content: JSON.stringify(content), arithmetic: JSON.stringify(plan), made_by: user.id, made_at: now.toISOString() };
  return inTransaction(db, async (trx) => {
    const designs = await listDesigns(trx, survey.id, frame.id);
    const known = designs.find((design) => design.label === label);
    if (label !== null && !known) throw new Problem('design-not-found');
    const free = label ?? LABELS.find((letter) => !designs.some((design) => design.label === letter));
    if (free === undefined) throw new Problem('designs-too-many', { most: LABELS.length });
    const revision = known ? Number(textField(form, 'revision')) : 1;
    if (known) {
      if (!(await updateDesign(trx, { id: known.id, revision, ...saved })))
        throw new Problem('edit-conflict', { person: known.madeByName ?? '', time: formatMoment(known.made_at) });
    } else {
      await updateRound(trx, survey.id, {});
      await insertDesign(trx, { id: newId(), survey_id: survey.id, frame_id: frame.id, label: free, revision, ...saved });
    }
    await appendAuditEvent(trx, byUser(user, now), {
      action: 'survey.design',
      subjectKind: 'survey',
      subjectId: survey.id,
      agencyId: survey.owner_agency_id,
      change: { design: free, revision: known ? revision + 1 : 1, sample: plan.n, strata: plan.strata.length }
    });
    return free;
  });
}

/** What the list says against a design, beside the field where it can be changed. */
function atItsField(failure: unknown, { size, stages }: SamplingDesign): unknown {
  if (!(failure instanceof Problem)) return failure;
  const { code, parameters } = failure;
  if (code === 'sampling-too-few') return wrongField(size.kind === 'fixed' ? 'count' : 'minimum', code, parameters);
  if (code === 'sampling-many-strata') return wrongField('strata', code, parameters);
  if (code !== 'sampling-names-missing') return failure;
  return wrongField(`stage${1 + stages.findIndex(({ by }) => by === parameters['part'])}`, code, parameters);
}

/** Throws `sampling-names-missing`, `sampling-many-strata`, `sampling-too-few`. */
export async function planRound(db: Db, frame: Frame, design: SamplingDesign, onRead?: OnRead): Promise<SamplePlan> {
  const { groups } = await countFrame(db, frame, design, onRead);
  const plan = planSample(groups, design);
  if (plan.strata.length > MOST_STRATA) throw new Problem('sampling-many-strata', { count: plan.strata.length, most: MOST_STRATA });
  return plan;
}
