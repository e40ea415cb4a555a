import type { ComponentOwner, Endpoint } from '../../core';

/** What every part of the component has to know about it. */
export interface Identity {
  readonly kind: string;
  readonly name: string;
  readonly namespace: string;
  readonly rest: Endpoint<'kafka-connect'> & { readonly owner: ComponentOwner };
}
