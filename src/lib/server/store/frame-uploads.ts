/** Lists as they were sent: in sealed parts, until a frame is made of them. */
import type { Db } from '../schema';
import type { FrameUploadTable } from '../schema-frame-uploads';

export async function insertFrameUpload(db: Db, upload: FrameUploadTable): Promise<void> {
  await db.insertInto('frame_uploads').values(upload).execute();
}

export async function insertUploadPart(db: Db, uploadId: string, part: number, sealed: string): Promise<void> {
  await db.insertInto('frame_upload_parts').values({ upload_id: uploadId, part, sealed }).execute();
}

export async function completeFrameUpload(
  db: Db,
  id: string,
  facts: Pick<FrameUploadTable, 'size' | 'format' | 'encoding' | 'file_hash'>
): Promise<void> {
  await db
    .updateTable('frame_uploads')
    .set({ ...facts, is_complete: 1 })
    .where('id', '=', id)
    .execute();
}

/** Whole ones only. */
export async function findFrameUpload(db: Db, id: string): Promise<FrameUploadTable | undefined> {
  return db.selectFrom('frame_uploads').selectAll().where('id', '=', id).where('is_complete', '=', 1).executeTakeFirst();
}

/** The latest whole one of a survey that no frame is made of yet. */
export async function findWaitingUpload(db: Db, surveyId: string): Promise<FrameUploadTable | undefined> {
  return unusedUploads(db, surveyId).where('u.is_complete', '=', 1).orderBy('u.id', 'desc').executeTakeFirst();
}

/** Ids of whole ones that no frame is made of. */
export async function listUnusedUploads(db: Db, surveyId: string): Promise<readonly string[]> {
  return (await unusedUploads(db, surveyId).where('u.is_complete', '=', 1).execute()).map(({ id }) => id);
}

function unusedUploads(db: Db, surveyId: string) {
  return db
    .selectFrom('frame_uploads as u')
    .selectAll('u')
    .where('u.survey_id', '=', surveyId)
    .where((of) => of.not(of.exists(of.selectFrom('frames as f').select('f.id').whereRef('f.upload_id', '=', 'u.id'))));
}

/** Why no frame could be made of it. */
export async function updateUploadFailure(db: Db, id: string, failure: string): Promise<void> {
  await db.updateTable('frame_uploads').set({ failure }).where('id', '=', id).execute();
}

/** undefined: the file is no longer kept. */
export async function findUploadPart(db: Db, uploadId: string, part: number): Promise<string | undefined> {
  const row = await db
    .selectFrom('frame_upload_parts')
    .select('sealed')
    .where('upload_id', '=', uploadId)
    .where('part', '=', part)
    .executeTakeFirst();
  return row?.sealed;
}

/** With its parts; frames that were made of it keep what they hold. */
export async function deleteFrameUpload(db: Db, id: string): Promise<void> {
  await db.updateTable('frames').set({ upload_id: null }).where('upload_id', '=', id).execute();
  await db.deleteFrom('frame_upload_parts').where('upload_id', '=', id).execute();
  await db.deleteFrom('frame_uploads').where('id', '=', id).execute();
}

/** Sent before `before` (ISO time), whole or not. */
export async function listOldUploads(db: Db, before: string): Promise<readonly string[]> {
  const rows = await db.selectFrom('frame_uploads').select('id').where('created_at', '<', before).execute();
  return rows.map(({ id }) => id);
}
