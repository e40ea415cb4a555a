import { parseSealed, type Sealed } from '../../synth';
import type { Report } from '../../values';
import { type Scope, scopeIn } from './scope';
import type { SealTarget } from './target';

/** What is to become of a sealed file that is there already. */
export interface ExistingOptions {
  /** Seal the given keys and keep the others. */
  readonly merge: boolean;
  /** Replace the file. */
  readonly force: boolean;
  /** The scope, where a person wrote one. */
  readonly scope?: Scope;
  /** Whether the file will be written; if not, an existing file does not matter. */
  readonly write: boolean;
}

/** What the new file starts from. */
export interface Start {
  readonly scope: Scope;
  /** What is kept of the file that is there. */
  readonly kept?: Sealed;
}

/**
 * Decides what is kept of the file that is there.
 * @param text of the file, undefined when there is none
 * @returns undefined after a report
 */
export function startFrom(
  text: string | undefined,
  { namespace, name, file }: SealTarget,
  { merge, force, scope, write }: ExistingOptions,
  report: Report,
): Start | undefined {
  const fresh: Start = { scope: scope ?? 'strict' };
  if (text === undefined || force) return fresh;
  if (!merge) {
    if (!write) return fresh;
    report({
      at: file,
      reason: 'is there already',
      next: 'add --merge to keep the keys that you do not give, or --force to replace it',
    });
    return undefined;
  }
  const kept = parseSealed(text);
  const next = 'add --force to replace it';
  if (typeof kept === 'string') {
    report({ at: file, reason: kept, next });
    return undefined;
  }
  const held = `${kept.metadata.namespace ?? '(no namespace)'}/${kept.metadata.name}`;
  if (held !== `${namespace}/${name}`) {
    report({ at: file, reason: `holds ${held}, and its keys open as nothing else`, next });
    return undefined;
  }
  const sealedFor = scopeIn(kept.metadata.annotations ?? {});
  if (scope !== undefined && scope !== sealedFor)
    report({
      at: '--scope',
      reason: `is ${scope}, and ${file} is sealed with scope ${sealedFor}: its keys would open no more`,
      next: 'drop --scope, or give every key and add --force',
    });
  return { scope: sealedFor, kept };
}
