import { ciliumDialect } from '../../../lib/network/plugins/cilium/policy/dialect';

/** Cilium as its engine is here; the clusters pin older ones, whose engines are not published as a module that builds. */
export const ciliumHere = ciliumDialect({ version: '1.20.2' });
