import { join } from 'node:path';
import type { Cluster } from '../../plan';
import {
  inWords,
  labels as labelsShape,
  parseShape,
  type Problem,
  problemText,
  type Report,
} from '../../values';
import { forError } from '../colors';
import { count } from '../summary';
import { documentText, sealedDocument } from './document';
import { encrypt } from './encrypt';
import { startFrom } from './existing';
import { readGiven } from './given';
import { checkKeys, checkValues, type ReadValue, warningsFor } from './judge';
import { readCertificate } from './read-certificate';
import { readValue } from './read-value';
import { labelOf, type Scope } from './scope';
import { findTarget } from './target';
import { readText, writeText } from './write-file';

/** What a person asks for on the command line. */
export interface SealOptions {
  readonly cluster?: string;
  readonly fromLiteral?: readonly string[];
  readonly fromFile?: readonly string[];
  readonly fromStdin?: readonly string[];
  readonly scope?: Scope;
  readonly certificate?: string;
  readonly merge?: boolean;
  readonly force?: boolean;
  readonly output?: '-';
  readonly format: 'yaml' | 'json';
  readonly type?: string;
  readonly label?: readonly string[];
}

/**
 * Seals what is given and writes it where synth reads it. All errors are reported at once, and then nothing is
 * written.
 * @returns the exit code: 0 done, 2 bad input
 */
export async function seal(
  secret: string,
  options: SealOptions,
  clusters: readonly Cluster[],
  root: string,
): Promise<number> {
  const problems: Problem[] = [];
  const report: Report = (problem) => problems.push(problem);
  const target = findTarget(clusters, options.cluster, secret, report);
  const certificate = readCertificate(options.certificate, target, report);
  const labels = readLabels(options.label ?? [], report);
  if (target === undefined) return reportProblems(problems);
  const file = join(root, target.file);
  const print = options.output === '-';
  const start = startFrom(
    options.force === true ? undefined : readText(file, target.file, report),
    target,
    {
      merge: options.merge === true,
      force: options.force === true,
      write: !print,
      ...(options.scope !== undefined && { scope: options.scope }),
    },
    report,
  );
  const keptData = start?.kept?.spec.encryptedData ?? {};
  const { fromLiteral = [], fromFile = [], fromStdin = [] } = options;
  const given = readGiven({ fromLiteral, fromFile, fromStdin }, target.keys, report);
  if (start !== undefined) checkKeys(target, given, keptData, report);
  const values: ReadValue[] = [];
  for (const one of given) {
    // Nobody types a value for nothing.
    if (one.from === 'stdin' && problems.length > 0) continue;
    if (one.from === 'stdin' && process.stdin.isTTY)
      console.error(
        `type the value of ${one.key}; Ctrl-D ends it, pressed twice where no line break precedes it`,
      );
    const value = await readValue(one, process.stdin, report);
    if (value !== undefined) values.push({ given: one, value });
  }
  checkValues(values, report);
  if (problems.length > 0 || certificate === undefined || start === undefined)
    return reportProblems(problems);

  const { scope, kept } = start;
  const label = labelOf(scope, target);
  const fixed = Object.entries(target.values).filter(([key]) => !(key in keptData));
  const encrypted = (key: string, value: Buffer): [string, string] => [
    key,
    encrypt(certificate.publicKey, value, label),
  ];
  const sealed = Object.fromEntries([
    ...fixed.map(([key, value]) => encrypted(key, Buffer.from(value))),
    ...values.map(({ given: { key }, value }) => encrypted(key, value)),
  ]);
  const { type = target.type } = options;
  const document = sealedDocument({
    place: target,
    scope,
    sealed,
    labels: { ...target.labels, ...labels },
    ...(kept !== undefined && { kept }),
    ...(type !== undefined && { type }),
  });
  for (const warning of warningsFor(values, certificate, Date.now())) warn(warning);
  for (const key of Object.keys(keptData).filter(
    (key) => !target.keys.includes(key) && !(key in target.values),
  ))
    warn({
      at: target.file,
      reason: `keeps the key ${key}, which no component needs`,
      next: 'seal all others with --force to drop it',
    });
  if (print) {
    process.stdout.write(documentText(document, options.format));
    return 0;
  }
  if (!writeText(file, target.file, documentText(document, 'yaml'), report)) return reportProblems(problems);
  console.log(
    `sealed ${inWords(Object.keys(sealed).sort())} of ${secret} (scope ${scope}) into ${target.file}; run npm run synth and commit both`,
  );
  return 0;
}

function readLabels(written: readonly string[], report: Report): Readonly<Record<string, string>> {
  const labels = Object.fromEntries(
    written.map((text): [string, string] => {
      const place = text.indexOf('=');
      return place < 0 ? [text, ''] : [text.slice(0, place), text.slice(place + 1)];
    }),
  );
  return parseShape(labelsShape, labels, '--label', report) ?? {};
}

function reportProblems(problems: readonly Problem[]): number {
  for (const problem of problems) console.error(`${forError.red('error')} ${problemText(problem)}`);
  console.error(`${count(problems.length, 'error')}; nothing was sealed`);
  return 2;
}

function warn(problem: Problem): void {
  console.error(`${forError.yellow('warning')} ${problemText(problem)}`);
}
