/** A field of a schema, as Connect's JSON converter reads it. */
interface Field {
  readonly field: string;
  readonly type: string;
  readonly optional: boolean;
  readonly name?: string;
  readonly version?: number;
}

const id: Field = { field: 'id', type: 'int32', optional: false };
const text: Field = { field: 'text', type: 'string', optional: false };
const createdAt: Field = {
  field: 'created_at',
  type: 'int64',
  optional: false,
  name: 'org.apache.kafka.connect.data.Timestamp',
  version: 1,
};

/** A message with schema and payload, as JSON. */
function message(fields: readonly Field[], payload: Readonly<Record<string, unknown>>): string {
  return JSON.stringify({ schema: { type: 'struct', optional: false, fields }, payload });
}

/** A message that the demo's table takes. */
export function goodMessage(number: number, words: string): string {
  return message([id, text, createdAt], { id: number, text: words, created_at: 1_767_225_600_000 });
}

/** Messages that no row can be made of, each with what is wrong with it. */
export const poison: readonly { readonly what: string; readonly value: string }[] = [
  { what: 'no JSON', value: '{"schema":' },
  { what: 'no text at all', value: '\u0000\u0001\ufffd' },
  { what: 'JSON without schema and payload', value: '{"id":1001,"text":"bare"}' },
  { what: 'a schema that is none', value: '{"schema":{"type":"nonsense"},"payload":{"id":1002}}' },
  { what: 'an empty schema', value: '{"schema":null,"payload":{"id":1003}}' },
  {
    what: 'a payload that is not a struct',
    value: '{"schema":{"type":"string","optional":false},"payload":"x"}',
  },
  {
    what: 'a field of another type than the schema says',
    value: message([id, text, createdAt], { id: 1004, text: 7, created_at: 1 }),
  },
  {
    what: 'a field that the schema asks for and the payload lacks',
    value: message([id, text], { id: 1005 }),
  },
  { what: 'no field of the key', value: message([text], { text: 'without a number' }) },
  { what: 'nothing at all', value: 'NULL' },
];

/** A message that fits its own schema and not the table, where a column is required that it does not have. */
export const misfit = { id: 1010, value: message([id, text], { id: 1010, text: 'without a time' }) };
