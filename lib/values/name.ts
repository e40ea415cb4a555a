import { type Report, shown } from './problem';

/** Reads an RFC 1123 label, the form of namespaces and host names: at most 63 of `a-z 0-9 -`. */
export function parseLabel(written: unknown, at: string, report: Report): string {
  if (typeof written === 'string' && /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/.test(written)) return written;
  const proposal = typeof written === 'string' ? labelFrom(written) : '';
  report({
    at,
    reason: `${shown(written)} is no DNS label`,
    next: `use at most 63 lower-case letters, digits and inner hyphens${proposal && `, such as "${proposal}"`}`,
  });
  return typeof written === 'string' ? written : '';
}

/** Reads a DNS name of one or more labels, at most 253 characters. */
export function parseDnsName(written: unknown, at: string, report: Report): string {
  if (typeof written === 'string' && isDnsName(written)) return written;
  report({
    at,
    reason: `${shown(written)} is no DNS name`,
    next: 'write labels joined by dots, such as git.example.com',
  });
  return typeof written === 'string' ? written : '';
}

/**
 * Reads a Kafka topic name: at most 249 of `a-z A-Z 0-9 . _ -`, not `.` or `..`. Names with a dot and names with an
 * underscore collide in Kafka's metrics, so the two are not mixed.
 */
export function parseTopicName(written: unknown, at: string, report: Report): string {
  const text = typeof written === 'string' ? written : '';
  if (!/^[a-zA-Z0-9._-]{1,249}$/.test(text) || text === '.' || text === '..') {
    report({
      at,
      reason: `${shown(written)} is no Kafka topic name`,
      next: 'use at most 249 of the letters a to z, digits, dots, underscores and hyphens',
    });
  } else if (text.includes('.') && text.includes('_')) {
    report({
      at,
      reason: `${shown(written)} mixes dots and underscores, which collide in Kafka's metric names`,
      next: `did you mean "${text.replaceAll('_', '.')}"?`,
    });
  }
  return text;
}

/**
 * Reads Kubernetes labels. https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set
 * Reports keys and values of another form: the API server would refuse the object.
 */
export function parseLabels(written: Readonly<Record<string, string>>, at: string, report: Report): void {
  const name = '[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?';
  for (const [key, value] of Object.entries(written)) {
    const [prefix, rest] = key.includes('/')
      ? [key.slice(0, key.indexOf('/')), key.slice(key.indexOf('/') + 1)]
      : ['', key];
    if (!new RegExp(`^${name}$`).test(rest) || (rest !== key && !isDnsName(prefix)))
      report({
        at: `${at}.${key}`,
        reason: `${shown(key)} is no key of a Kubernetes label`,
        next: 'use at most 63 letters, digits and inner "-", "_" and ".", after a DNS name and a slash where wanted',
      });
    if (!new RegExp(`^(${name})?$`).test(value))
      report({
        at: `${at}.${key}`,
        reason: `${shown(value)} is no value of a Kubernetes label`,
        next: 'use at most 63 letters, digits and inner "-", "_" and "."',
      });
  }
}

/** Whether a text is a DNS name of one or more labels, at most 253 characters. */
export function isDnsName(text: string): boolean {
  const label = '[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?';
  return text.length <= 253 && new RegExp(`^${label}(\\.${label})*$`).test(text);
}

/** The label nearest to a text: a label itself, or nothing where no letter or digit is left. */
export function labelFrom(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z0-9-]+/g, '-')
    .slice(0, 63)
    .replace(/^-+|-+$/g, '');
}
