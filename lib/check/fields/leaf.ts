import { inWords, nearest, parseQuantity, shown } from '../../values';
import type { LeafForm, LeafSchema } from './schema';

/** What is wrong with a value, and what to write. */
export interface Wrong {
  readonly reason: string;
  readonly next: string;
}

/** What follows "expected" for a form. */
export const formWords: Readonly<Record<LeafForm, string>> = {
  string: 'a string',
  bytes: 'text in base64',
  time: 'a time such as "2026-01-31T12:00:00Z"',
  boolean: 'true or false',
  int32: 'a whole number',
  int64: 'a whole number',
  number: 'a number',
  quantity: 'a quantity such as "500m" or "512Mi"',
  'int-or-string': 'a whole number or a string',
};

/** As Go reads them: https://pkg.go.dev/k8s.io/apimachinery/pkg/api/resource#Quantity and RFC 3339. */
const quantityForm = /^\s*[+-]?(\d+\.?\d*|\.\d+)([KMGTPE]i|[numkMGTPE]|[eE][+-]?\d+)?\s*$/;
const timeForm = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d([.,]\d+)?(Z|[+-]\d\d:\d\d)$/;
const base64Form = /^[A-Za-z0-9+/\r\n]*={0,2}[\r\n]*$/;

/** Whether the API server reads a text as a quantity, in whatever form it then stores it. */
function isQuantity(text: string): boolean {
  return quantityForm.test(text);
}

/** What is wrong with a value that must have no parts; undefined where nothing is. */
export function wrongLeaf(value: unknown, { form, values }: LeafSchema): Wrong | undefined {
  if (!fits(value, form)) return mismatch(value, form);
  return values === undefined || value === '' || values.includes(value) ? undefined : notAmong(value, values);
}

function fits(value: unknown, form: LeafForm): boolean {
  switch (form) {
    case 'string':
      return typeof value === 'string';
    case 'boolean':
      return typeof value === 'boolean';
    case 'int32':
      return isWhole(value, 2 ** 31);
    case 'int64':
      return isWhole(value, 2 ** 63);
    case 'number':
      return typeof value === 'number';
    case 'quantity':
      return typeof value === 'number' || (typeof value === 'string' && isQuantity(value));
    case 'int-or-string':
      return typeof value === 'string' || isWhole(value, 2 ** 31);
    case 'time':
      return typeof value === 'string' && timeForm.test(value);
    case 'bytes':
      // Go also reads a list of numbers as bytes.
      return isListOfBytes(value) || (typeof value === 'string' && base64Form.test(value));
  }
}

function isListOfBytes(value: unknown): boolean {
  return Array.isArray(value) && value.every((item) => isWhole(item, 2 ** 8));
}

function isWhole(value: unknown, limit: number): boolean {
  return Number.isInteger(value) && typeof value === 'number' && value >= -limit && value < limit;
}

function mismatch(value: unknown, form: LeafForm): Wrong {
  if (form === 'quantity' && typeof value === 'string') {
    const parsed = parseQuantity(value);
    if ('refused' in parsed) return parsed.refused;
  }
  return { reason: `found ${shown(value)}`, next: `expected ${formWords[form]}${hint(value, form)}` };
}

/** What was probably meant, where quotes are all that is wrong. */
function hint(value: unknown, form: LeafForm): string {
  if (form === 'string' && (typeof value === 'number' || typeof value === 'boolean'))
    return `; write it in quotes: "${value}"`;
  const isNumber = form === 'int32' || form === 'int64' || form === 'number';
  if (
    typeof value === 'string' &&
    (isNumber ? /^-?\d+$/ : form === 'boolean' ? /^(true|false)$/ : /^$/).test(value)
  )
    return `; write it without quotes: ${value}`;
  return '';
}

function notAmong(value: unknown, values: readonly unknown[]): Wrong {
  const texts = values.filter((one) => typeof one === 'string');
  const near = typeof value === 'string' ? nearest(value, texts) : undefined;
  return {
    reason: `${shown(value)} is not an allowed value`,
    next:
      near === undefined
        ? `write ${inWords(values.slice(0, 20).map(shown), 'or')}`
        : `did you mean "${near}"?`,
  };
}
