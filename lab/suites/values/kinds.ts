/** A kind of file that ships, and who reads it in the lab. */
interface FileKind {
  /** Path of a file from the project's root; a key of a ConfigMap comes after "#". */
  readonly pattern: RegExp;
  /** Suite whose programs read it, or why none does. */
  readonly reader: { readonly suite: string } | { readonly reason: string };
}

const suite = (name: string, ...patterns: readonly RegExp[]): readonly FileKind[] =>
  patterns.map((pattern) => ({ pattern, reader: { suite: name } }));

/** Every kind of file that ships. `values` reads its kinds with hostile values; the others read what is committed. */
export const fileKinds: readonly FileKind[] = [
  ...suite(
    'values',
    /\/hosts\/.*\.(nft|nix|sh|service|sql|xml)$/,
    /\/(haproxy\.cfg|kea-dhcp4\.conf|pg_hba\.conf|tmpfiles\.d\/haproxy\.conf)$/,
    /\/(main|variables)\.tf\.json$/,
    /\/hosts\.debian\.tmpl$/,
    /#(Corefile|asterism\.server|.*\.zone)$/,
    /#(server|worker|zookeeper)\.properties$/,
    /#(create-topics|produce|register-connectors|start-(broker|worker|zookeeper))\.sh$/,
    /#topics\.txt$/,
    /\/kafka-connect\/.*#.*\.json$/,
  ),
  ...suite('machines', /\/k3s-config\.yaml$/),
  ...suite('charts', /\/bootstrap\/values-.*\.yaml$/),
  ...suite('api', /^(dist|apps)\/[^/]+\/(?!hosts\/)(.*\/)?[a-z0-9]+-[^/]*(?<!values-.*)\.yaml$/),
  ...suite('argocd', /\/bootstrap\/bootstrap\.yaml$/),
  ...suite('pipeline', /#(tools|reader)\.properties$/, /#log4j2?\.properties$/, /#(key|value)-schema\.json$/),
  {
    pattern: /\/open-vswitch\.conf$/,
    reader: {
      reason: 'NetworkManager runs only beside systemd; the suite values checks the form of its key file',
    },
  },
  {
    pattern: /#usr-share-nginx-html-index\.html$/,
    reader: { reason: 'the person who writes the page gives its text, and nginx hands it out as it is' },
  },
  { pattern: /\/(README|RUNBOOK|ROUTER)\.md$/, reader: { reason: 'a person reads it' } },
  {
    pattern: /\/hosts\/runbooks\/[a-z0-9-]+\.md$/,
    reader: { reason: 'a person reads it; lib/machines/runbook/walk.test.ts runs its blocks' },
  },
  { pattern: /\/files\.sha256$/, reader: { reason: 'asterism itself reads it' } },
];
