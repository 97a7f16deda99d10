import type { Kysely } from 'kysely';
import { id, reference, required } from './columns';

/** Questionnaires and methods are data, versioned and immutable once used; `hash` is the SHA-256 of the content. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('questionnaires')
    .addColumn('id', 'text', id)
    .addColumn('code', 'text', (c) => required(c).unique())
    .execute();
  await db.schema
    .createTable('questionnaire_versions')
    .addColumn('id', 'text', id)
    .addColumn('questionnaire_id', 'text', reference('questionnaires.id'))
    .addColumn('number', 'integer', required)
    .addColumn('state', 'text', required)
    .addColumn('content', 'text', required)
    .addColumn('hash', 'text', required)
    .addColumn('published_at', 'text')
    .addUniqueConstraint('questionnaire_versions_number', ['questionnaire_id', 'number'])
    .execute();
  await db.schema
    .createTable('method_versions')
    .addColumn('id', 'text', id)
    .addColumn('family', 'text', required)
    .addColumn('number', 'integer', required)
    .addColumn('content', 'text', required)
    .addColumn('hash', 'text', required)
    .addColumn('certainty', 'text', required)
    .addUniqueConstraint('method_versions_number', ['family', 'number'])
    .execute();
}

export async function down(db: Kysely<unknown>): Promise<void> {
  for (const table of ['method_versions', 'questionnaire_versions', 'questionnaires']) await db.schema.dropTable(table).execute();
}
