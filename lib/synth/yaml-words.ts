/** Whole texts that some reader takes for null, a boolean, a merge key, or the default of YAML 1.1. */
const words = new Set(
  ['', '~', '<<', '=', '.nan .NaN .NAN null Null NULL true True TRUE false False FALSE']
    .concat('y Y yes Yes YES n N no No NO on On ON off Off OFF')
    .flatMap((line) => line.split(' ')),
);

/**
 * Whether a plain text would be read as null, a boolean, a number, a time or a merge key by YAML 1.1 (Go's yaml.v2,
 * which sigs.k8s.io/yaml is made of, and yaml.v3; `yaml` with version 1.1) or by YAML 1.2 (js-yaml, `yaml`). It goes by
 * form and not by value: `2026-99-99` has the form of a date.
 */
export function hasOtherReading(text: string): boolean {
  const first = text.charCodeAt(0);
  // A letter begins a word of five letters at most, or `e5`, which `yaml` 1.1 takes for a number.
  if (first > 0x40) {
    if (text.length <= 5 && words.has(text)) return true;
    return (first === 0x65 || first === 0x45) && exponentOnly.test(text);
  }
  return words.has(text) || numberForm.test(text) || timeForm.test(text) || isGoNumber(text);
}

const exponentOnly = /^[eE][-+]?[0-9]+$/;

/** Numbers of YAML 1.1 and of the core schema of YAML 1.2, as js-yaml and `yaml` know them. */
const numberForm = anyOf([
  '[-+]?[0-9][0-9_]*', // octal of YAML 1.1 too
  '[-+]?0b[01_]+',
  '[-+]?0x[0-9a-fA-F_]+',
  '0o[0-7]+',
  '[-+]?(?:[0-9][0-9_]*)?\\.[0-9_]*',
  '[-+]?(?:[0-9][0-9_]*)?(?:\\.[0-9_]*)?[eE][-+]?[0-9]+',
  '[-+]?\\.(?:inf|Inf|INF)',
  '[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\\.[0-9_]*)?', // base 60: 12:30:00
]);

const date = '[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}';
const day = `${date}(?:[Tt]| +)[0-9]{1,2}`;

/** Dates and times of YAML 1.1. */
const timeForm = anyOf([
  date,
  `${day}:[0-9]{2}:[0-9]{2}(?:\\.[0-9]*)?(?: *(?:Z|[-+][0-9]{1,2}(?::[0-9]{2})?))?`, // js-yaml
  `${day}(?::[0-9]{1,2}){2}(?:\\.[0-9]+)?(?: *(?:Z|[-+][012]?[0-9](?::[0-9]{2})?))?`, // yaml
  `${date}[Tt][0-9]{1,2}(?::[0-9]{1,2}){2}(?:[.,][0-9]+)?(?:Z|[-+][0-9]{2}:[0-9]{2})`, // Go
  `${date} +[0-9]{1,2}(?::[0-9]{1,2}){2},[0-9]+`, // Go
]);

/** Go drops every underscore first, and knows capital prefixes, signed octal and a sign behind the prefix. */
function isGoNumber(text: string): boolean {
  const first = text.charCodeAt(0);
  const numeric = (first >= 0x30 && first <= 0x39) || first === 0x2b || first === 0x2d;
  if (!numeric) return false;
  const digits = text.includes('_') ? text.replaceAll('_', '') : text;
  return goForm.test(digits);
}

const goForm = anyOf([
  '[-+]?0[xX][0-9a-fA-F]+',
  '[-+]?0[bB][01]+',
  '[-+]?0[oO][0-7]+',
  '0b[-+][01]+',
  '0o[-+][0-7]+',
  '[-+]?(?:\\.[0-9]+|[0-9]+(?:\\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?',
]);

function anyOf(forms: readonly string[]): RegExp {
  return new RegExp(`^(?:${forms.join('|')})$`);
}
