// Checks a value against the part of JSON Schema that the published batch schema uses, and says where it fails.

export interface Schema {
  $ref?: string;
  $defs?: Record<string, Schema>;
  const?: unknown;
  enum?: readonly unknown[];
  type?: string;
  required?: readonly string[];
  properties?: Record<string, Schema>;
  additionalProperties?: Schema;
  items?: Schema;
  minItems?: number;
  maxItems?: number;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
}

const typeOf = (value: unknown): string => {
  if (Array.isArray(value)) return 'array';
  if (value === null) return 'null';
  return Number.isInteger(value) ? 'integer' : typeof value;
};

const within = (size: number, minimum = 0, maximum = Number.POSITIVE_INFINITY) => size >= minimum && size <= maximum;

/** The first thing wrong with `value`, as `path: reason`; `undefined` when it fits. */
export const findProblem = (
  value: unknown,
  schema: Schema,
  root: Schema = schema,
  path = 'batch',
): string | undefined => {
  if (schema.$ref) {
    const name = schema.$ref.slice('#/$defs/'.length);
    const target = root.$defs?.[name];
    return target ? findProblem(value, target, root, path) : `${path}: the schema has no ${name}`;
  }
  if (schema.const !== undefined && value !== schema.const) return `${path}: must be ${JSON.stringify(schema.const)}`;
  if (schema.enum && !schema.enum.includes(value)) return `${path}: must be one of ${schema.enum.join(', ')}`;
  if (schema.type && typeOf(value) !== schema.type) return `${path}: must be of type ${schema.type}`;
  if (typeof value === 'number' && !within(value, schema.minimum ?? Number.NEGATIVE_INFINITY, schema.maximum)) {
    return `${path}: out of range`;
  }
  if (typeof value === 'string') {
    // JSON Schema counts code points, not UTF-16 units: https://json-schema.org/draft/2020-12/json-schema-validation#section-6.3.1
    const isLengthRight =
      schema.maxLength === undefined || within([...value].length, schema.minLength, schema.maxLength);
    return isLengthRight ? undefined : `${path}: must have ${schema.minLength ?? 0} to ${schema.maxLength} characters`;
  }
  if (Array.isArray(value)) {
    if (!within(value.length, schema.minItems, schema.maxItems)) return `${path}: has ${value.length} entries`;
    return firstProblem(value.entries(), () => schema.items, root, path);
  }
  if (typeof value === 'object' && value !== null) {
    const missing = schema.required?.find((key) => !Object.hasOwn(value, key));
    if (missing) return `${path}.${missing}: is missing`;
    const schemaOf = (key: string | number) =>
      schema.properties && Object.hasOwn(schema.properties, key) ? schema.properties[key] : schema.additionalProperties;
    return firstProblem(Object.entries(value), schemaOf, root, path);
  }
  return undefined;
};

const firstProblem = (
  entries: Iterable<[string | number, unknown]>,
  schemaOf: (key: string | number) => Schema | undefined,
  root: Schema,
  path: string,
): string | undefined => {
  for (const [key, value] of entries) {
    const schema = schemaOf(key);
    const problem = schema && findProblem(value, schema, root, `${path}.${key}`);
    if (problem) return problem;
  }
  return undefined;
};
