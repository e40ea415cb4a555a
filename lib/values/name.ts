import { type Report, shown } from './problem';

/** Reads an RFC 1123 label, the form of namespaces, Services and host names: at most 63 of `a-z 0-9 -`. */
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
  const label = '[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?';
  if (
    typeof written === 'string' &&
    written.length <= 253 &&
    new RegExp(`^${label}(\\.${label})*$`).test(written)
  )
    return written;
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
      next: 'use at most 249 letters, digits, dots, underscores and hyphens',
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

function labelFrom(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 63)
    .replace(/^-+|-+$/g, '');
}
