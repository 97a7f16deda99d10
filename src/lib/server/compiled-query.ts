/**
 * Queries that every form asks: building their SQL costs more than running it, so each is built once for an engine and a
 * shape (how many rows), with marks where the values go. Still Kysely's own SQL, and one text for both engines.
 */
import type { Compilable, CompiledQuery } from 'kysely';
import type { Db } from './schema';
import type { ServerSqliteDialect } from './sqlite-dialect';

/** Stands in a query for the value at this place of the list. Typed as any: it goes wherever a value may. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Mark = (place: number) => any;

class Place {
  constructor(readonly at: number) {}
}

const mark: Mark = (place) => new Place(place);
const MOST_SHAPES = 64;

/**
 * `build(db, mark, shape)` is called once for each engine and shape; it must depend on nothing else. What it returns runs the
 * query with the values, in the order of their marks, in the database or transaction it is given.
 */
export function compiledOnce<Row>(
  build: (db: Db, mark: Mark, shape: number) => Compilable<Row>
): (db: Db, values: readonly unknown[], shape?: number) => Promise<readonly Row[]> {
  const engines = new WeakMap<object, Map<number, CompiledQuery<Row>>>();
  return async (db, values, shape = 1) => {
    const engine = db.getExecutor().adapter.constructor;
    const shapes = engines.get(engine) ?? new Map<number, CompiledQuery<Row>>();
    engines.set(engine, shapes);
    const compiled = shapes.get(shape) ?? build(db, mark, shape).compile();
    if (shapes.size < MOST_SHAPES) shapes.set(shape, compiled);
    const parameters = compiled.parameters.map((parameter) => (parameter instanceof Place ? values[parameter.at] : parameter));
    const query = { ...compiled, parameters };
    return dialects.get(db)?.readNow<Row>(query) ?? (await db.executeQuery<Row>(query)).rows;
  };
}

/** Of databases, not of transactions: what happens in a transaction goes through its connection. */
const dialects = new WeakMap<Db, ServerSqliteDialect>();

export function letReadNow(db: Db, dialect: ServerSqliteDialect): void {
  dialects.set(db, dialect);
}
