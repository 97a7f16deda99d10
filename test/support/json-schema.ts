/** As much of JSON Schema as src/lib/server/openapi.json uses: what of a value its schema does not allow. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly additionalProperties?: boolean;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly format?: string;
}

const FORMATS: Readonly<Record<string, (text: string) => boolean>> = {
  uri: (text) => URL.canParse(text),
  date: (text) => /^\d{4}-\d\d-\d\d$/.test(text),
  'date-time': (text) => !Number.isNaN(Date.parse(text))
};

/** `named`: components/schemas. Each fault with its place. */
export function faultsOf(value: unknown, schema: Schema, named: Readonly<Record<string, Schema>>, place = '$'): readonly string[] {
  if (schema.$ref) return faultsOf(value, named[schema.$ref.replace('#/components/schemas/', '')]!, named, place);
  const types = typeof schema.type === 'string' ? [schema.type] : (schema.type ?? []);
  if (!types.includes(typeOf(value))) return [`${place} is ${typeOf(value)}, not ${types.join(' or ')}`];
  if (typeof value === 'string') return faultsOfText(value, schema, place);
  if (Array.isArray(value)) return value.flatMap((item, i) => faultsOf(item, schema.items ?? {}, named, `${place}[${i}]`));
  if (typeof value !== 'object' || value === null) return [];
  const known = schema.properties ?? {};
  return [
    ...(schema.required ?? []).filter((name) => !(name in value)).map((name) => `${place}.${name} is missing`),
    ...Object.entries(value).flatMap(([name, of]) =>
      known[name]
        ? faultsOf(of, known[name], named, `${place}.${name}`)
        : schema.additionalProperties === false
          ? [`${place}.${name} is unknown`]
          : []
    )
  ];
}

function faultsOfText(text: string, { minLength = 0, maxLength = Infinity, pattern, format }: Schema, place: string): readonly string[] {
  const isRight =
    text.length >= minLength &&
    text.length <= maxLength &&
    (pattern === undefined || new RegExp(pattern).test(text)) &&
    (format === undefined || FORMATS[format]!(text));
  return isRight ? [] : [`${place} is ${JSON.stringify(text.slice(0, 80))}`];
}

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return Number.isInteger(value) ? 'integer' : typeof value;
}
