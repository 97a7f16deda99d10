/** The fields of a form read one by one, so that every one that is wrong is named at once. */
import { Problem } from './problem';
import type { ProblemCode, ProblemDetail, ProblemParameters } from './problem';

/** Throws `form-invalid` with a detail for each reader that threw a Problem; its place is the reader's name. */
export function readFields<Fields extends object>(readers: { readonly [Name in keyof Fields]: () => Fields[Name] }): Fields {
  const details: ProblemDetail[] = [];
  const read = Object.entries<() => unknown>(readers).flatMap(([place, reader]) => {
    try {
      return [[place, reader()]];
    } catch (failure) {
      if (!(failure instanceof Problem)) throw failure;
      details.push({ place, code: failure.code, parameters: failure.parameters });
      return [];
    }
  });
  if (details.length > 0) throw new Problem('form-invalid', { count: details.length }, details);
  return Object.fromEntries(read) as Fields;
}

/** The refusal of a form for one field that only a look at what is stored could find wrong. */
export function wrongField(place: string, code: ProblemCode, parameters: ProblemParameters = {}): Problem {
  return new Problem('form-invalid', { count: 1 }, [{ place, code, parameters }]);
}
