import type { Sources } from './modules';
import { type Reference, renderReference } from './pages';

/** A small library, for tests: what every project has, and the component file that the test is about. */
export function fixture(component: string, more: Readonly<Record<string, string>> = {}): Sources {
  return new Map(
    Object.entries({
      'lib/inventory/shapes.ts': `
        /** The facts. */
        export const factsShape = v.strictObject({
          /** Name of the cluster. */
          name: v.string(),
        });`,
      'lib/components/versions.ts': `
        /** Images that ship. */
        export const images = {
          /** Held back. */
          lamp: 'docker.io/library/lamp:1.2.3',
        } as const;`,
      'lib/components/lamp.ts': component,
      ...more,
    }),
  );
}

/** A component file around the entries of its shape. */
export function lamp(entries: string): string {
  return `
import { images } from './versions';
export const lampProps = v.strictObject({${entries}});
export type LampProps = PropsOf<typeof lampProps>;
/**
 * Gives light.
 * @example
 * const light = lamp({});
 */
export function lamp(props: LampProps = {}): Component {
  return declareComponent(props);
}`;
}

/** What the page of the component says after its example. */
export function propsOf(reference: Reference): string {
  const text = reference.files.find((file) => file.path === 'docs/reference/lamp.md')?.text ?? '';
  return text.slice(text.indexOf('## '));
}

/** The messages, without the folder that is the same in all of them. */
export function problemsOf(component: string): readonly string[] {
  return renderReference(fixture(component)).problems.map(
    ({ at, reason, next }) => `${at.replace('lib/components/', '')}: ${reason}; ${next}`,
  );
}
