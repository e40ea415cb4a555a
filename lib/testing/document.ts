/** Reading objects whose fields are unknown: a field that this reader does not know fails the test. */
export type Fields = Readonly<Record<string, unknown>>;

/** The value as fields, each of which has to be known. */
export function fields(value: unknown, known: readonly string[]): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Error(`not a map: ${JSON.stringify(value)}`);
  const read: Fields = { ...value };
  const strange = Object.keys(read).filter((key) => !known.includes(key));
  if (strange.length > 0) throw new Error(`the reader does not know ${strange.join(', ')}`);
  return read;
}

/** The value as a list; undefined stays undefined, since an empty list often means something else than none. */
export function list(value: unknown): readonly unknown[] | undefined {
  if (value === undefined) return undefined;
  if (!Array.isArray(value)) throw new Error(`not a list: ${JSON.stringify(value)}`);
  const items: readonly unknown[] = value;
  return items;
}

/** The value as text. */
export function text(value: unknown): string {
  if (typeof value !== 'string') throw new Error(`not a text: ${JSON.stringify(value)}`);
  return value;
}

/** Whether an address lies in a network, both in dotted form. */
export function contains(cidr: string, address: string): boolean {
  const [network = '', bits = '32'] = cidr.split('/');
  const size = 2 ** (32 - Number(bits));
  return Math.floor(numberOf(network) / size) === Math.floor(numberOf(address) / size);
}

function numberOf(address: string): number {
  return address.split('.').reduce((sum, octet) => sum * 256 + Number(octet), 0);
}
