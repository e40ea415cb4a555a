/** A label selector: everything in it has to hold. */
export type Selector = readonly Requirement[];

/** One line of a label selector. */
export interface Requirement {
  readonly label: Label;
  readonly operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
  readonly values: readonly string[];
}

/** The label that a requirement looks at, and on what it stands. */
export type Label =
  | { readonly on: 'pod' | 'namespace' | 'node'; readonly key: string }
  | { readonly on: 'namespace-name' }
  /** What the network plugin itself says of a peer. */
  | { readonly on: 'reserved'; readonly key: string }
  | { readonly on: 'unclear'; readonly reason: string };

/** A selector of which it is not known what it selects. */
export function unclearSelector(reason: string): Selector {
  return [{ label: { on: 'unclear', reason }, operator: 'Exists', values: [] }];
}

/** Selects what lives in a namespace. */
export function inNamespace(name: string): Requirement {
  return { label: { on: 'namespace-name' }, operator: 'In', values: [name] };
}

/** Selects what lives in any namespace. */
export const inAnyNamespace: Requirement = {
  label: { on: 'namespace-name' },
  operator: 'Exists',
  values: [],
};

/**
 * Whether a requirement holds of a label's value. Without the label, `NotIn` and `DoesNotExist` hold.
 * https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#set-based-requirement
 */
export function holds({ label, operator, values }: Requirement, value: string | undefined): Match {
  if (label.on === 'unclear') return label.reason;
  switch (operator) {
    case 'In':
      return value !== undefined && values.includes(value);
    case 'NotIn':
      return value === undefined || !values.includes(value);
    case 'Exists':
      return value !== undefined;
    case 'DoesNotExist':
      return value === undefined;
  }
}

/** A selector in short: `app=web, tier in (a, b), in namespace demo`. */
export function selectorText(selector: Selector): string {
  return selector.length === 0 ? 'everything' : selector.map(requirementText).join(', ');
}

function requirementText({ label, operator, values }: Requirement): string {
  if (label.on === 'unclear') return `(${label.reason})`;
  const key = labelText(label);
  const list = values.join(', ');
  switch (operator) {
    case 'In':
      return values.length === 1 ? `${key}=${list}` : `${key} in (${list})`;
    case 'NotIn':
      return values.length === 1 ? `${key}!=${list}` : `${key} not in (${list})`;
    case 'Exists':
      return label.on === 'namespace-name' ? 'any namespace' : key;
    case 'DoesNotExist':
      return `!${key}`;
  }
}

function labelText(label: Exclude<Label, { readonly on: 'unclear' }>): string {
  switch (label.on) {
    case 'pod':
    case 'node':
      return label.key;
    case 'namespace':
      return `namespace's ${label.key}`;
    case 'namespace-name':
      return 'namespace';
    case 'reserved':
      return `reserved:${label.key}`;
  }
}

/** Whether something matches: yes, no, or the reason why that cannot be told. */
export type Match = boolean | string;

/** Whether one of several items matches: one that surely does outweighs those in doubt. */
export function anyOf<Item>(items: readonly Item[], test: (item: Item) => Match): Match {
  let found: Match = false;
  for (const item of items) {
    const match = test(item);
    if (match === true) return true;
    if (found === false) found = match;
  }
  return found;
}

/** Whether all items match: one that surely does not outweighs those in doubt. */
export function allOf<Item>(items: readonly Item[], test: (item: Item) => Match): Match {
  let found: Match = true;
  for (const item of items) {
    const match = test(item);
    if (match === false) return false;
    if (found === true) found = match;
  }
  return found;
}
