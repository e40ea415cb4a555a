import { capability } from '../core';

/** Certificates for names, made by issuers that the cluster has. */
export const certificates = capability({
  name: 'certificates',
  means: 'certificates from the issuers of cert-manager',
  from: 'list what provides certificates, such as cert-manager by helmChart({ provides: [certificates], … })',
});
