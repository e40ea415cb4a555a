/**
 * What `npm run import` reads: the custom kinds that asterism writes, one group a value. The kinds of a group
 * come from an installed package of types or, where no package has them, from our own description.
 */
export type GroupSource = PackagedGroup | DescribedGroup | ForeignGroup;

/** A group whose types an npm package of this project already carries. */
export interface PackagedGroup {
  readonly from: 'package';
  /** API group, such as `cilium.io`; also names the file in `imports/`. */
  readonly group: string;
  /** Package with one declaration file a kind under `<group>/<version>/<Kind>.d.ts`. */
  readonly package: string;
  readonly kinds: readonly KindSource[];
}

/** A group that no package types; its fields are listed here in our own words. */
export interface DescribedGroup {
  readonly from: 'description';
  /** API group, such as `metallb.io`; also names the file in `imports/`. */
  readonly group: string;
  readonly kinds: readonly DescribedKind[];
  /** Objects that several kinds contain; each becomes an interface of its own, under this name. */
  readonly structs: Readonly<Record<string, Fields>>;
}

/**
 * A group whose file in `imports/` someone else wrote, as `npx cdk8s import definition.yaml` does for a person's own
 * kinds. It is listed for the scope of its kinds alone, which the projects of Argo CD have to know.
 */
export interface ForeignGroup {
  readonly from: 'elsewhere';
  readonly group: string;
  readonly kinds: readonly KindSource[];
}

export interface KindSource {
  /** As the API server spells it; the class gets the same name. */
  readonly kind: string;
  /** Version such as `v1beta1`. Of several versions of one kind the first listed is the preferred one. */
  readonly version: string;
  /** Whether its objects live in a namespace; false for the kinds of the whole cluster. */
  readonly namespaced: boolean;
}

export interface DescribedKind extends KindSource {
  readonly spec: Fields;
}

/** The fields of an object; they are written in this order. */
export type Fields = Readonly<Record<string, Field>>;

export interface Field {
  /** TypeScript type; a name in it is one of the group's `structs`. */
  readonly type: string;
  /** @default false; the field may be left out */
  readonly required?: true;
  /** One line: meaning, unit, range and default. */
  readonly doc: string;
}
