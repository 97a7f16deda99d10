/** Portable column helpers: one SQL for SQLite and PostgreSQL. Text ids, ISO text times and days, 0/1 flags, JSON as text. */
import type { ColumnDefinitionBuilder } from 'kysely';

export const required = (column: ColumnDefinitionBuilder) => column.notNull();
export const id = (column: ColumnDefinitionBuilder) => column.primaryKey().notNull();
export const flag = (column: ColumnDefinitionBuilder) => column.notNull().defaultTo(0);
export const reference = (target: string) => (column: ColumnDefinitionBuilder) => column.notNull().references(target);
export const optionalReference = (target: string) => (column: ColumnDefinitionBuilder) => column.references(target);
