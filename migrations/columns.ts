/** Portable column helpers: one SQL for SQLite and PostgreSQL. Text ids, ISO text times and days, 0/1 flags, JSON as text. */
import type { ColumnDefinitionBuilder } from 'kysely';

/** PostgreSQL's word; a column of this type keeps bytes as they are in SQLite too. */
export const bytes = 'bytea' as const;

export const required = (column: ColumnDefinitionBuilder) => column.notNull();
export const id = (column: ColumnDefinitionBuilder) => column.primaryKey().notNull();
export const emptyText = (column: ColumnDefinitionBuilder) => column.notNull().defaultTo('');
export const flag = (column: ColumnDefinitionBuilder) => column.notNull().defaultTo(0);
export const reference = (target: string) => (column: ColumnDefinitionBuilder) => column.notNull().references(target);
export const optionalReference = (target: string) => (column: ColumnDefinitionBuilder) => column.references(target);
