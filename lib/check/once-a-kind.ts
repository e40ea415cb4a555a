import type { KubeObject } from '../component';

/** Answers for an object what is the same for all objects of its version and kind, and works it out once for each kind. */
export function onceAKind<T>(answer: (object: KubeObject) => T): (object: KubeObject) => T {
  // Maps of maps: to put two texts together for each object takes longer than both look-ups.
  const known = new Map<string, Map<string, { readonly answer: T }>>();
  return (object) => {
    const { apiVersion, kind } = object;
    const before = known.get(apiVersion)?.get(kind);
    if (before !== undefined) return before.answer;
    const given = { answer: answer(object) };
    const ofVersion = known.get(apiVersion);
    if (ofVersion === undefined) known.set(apiVersion, new Map([[kind, given]]));
    else ofVersion.set(kind, given);
    return given.answer;
  };
}
