/** A kind of secret that can be recognized by its form. */
interface SecretKind {
  /** A noun phrase that follows "contains". */
  readonly what: string;
  /** Text that every such secret contains, for a fast first search. */
  readonly hint: RegExp;
  /** Matches the secret. If it has a group, the group is the secret, which may instead be a reference. Always global. */
  readonly pattern: RegExp;
}

/** Names of settings whose value is a secret. A setting named just `secret` usually contains the name of a Secret. */
const settings = String.raw`(?:password|passwd|passphrase|client[._-]?secret|token|api[._-]?key|secret[._-]?access[._-]?key|(?<![a-z0-9])(?:pass|pwd))`;
/** Names of settings that contain a secret or the name of a Secret key. Such a name has few digits, if any. */
const keys = String.raw`(?:secret|encryption|private|preshared|signing)[._-]?key`;

/** Expressions within a value that may contain spaces: `$(cat /run/x)`, `${X}`, `%{x}`, `{{ .x }}`, `<the password>`. */
const inset = String.raw`(?:\$\([^)\n]{0,200}\)|[$%]\{[^}\n]{0,200}\}|\{\{[^}\n]{0,200}\}\}|<[^>\n]{0,200}>)`;
/** A value: expressions, and characters outside a class. The pattern is unambiguous, so the search is linear. */
const valueWithout = (characters: string): string => `((?:${inset}|(?!${inset})[^${characters}])+)`;
const word = valueWithout(String.raw`\s`);

/** Every kind of secret that can be recognized by its form in any text. */
export const secretKinds: readonly SecretKind[] = [
  {
    // RFC 7468 (PKCS #8, also ENCRYPTED), the older forms with RSA, EC and DSA, OpenSSH's own, and OpenPGP's (RFC 9580).
    what: 'a private key',
    hint: /PRIVATE KEY/,
    pattern: /-----BEGIN (?:[A-Z0-9]+ ){0,3}PRIVATE KEY(?: BLOCK)?-----[^]*?(?:-----END [A-Z0-9 ]*-----|$)/g,
  },
  {
    what: 'a PuTTY private key',
    hint: /PuTTY-User-Key-File/,
    pattern: /PuTTY-User-Key-File-\d[^]*/g,
  },
  {
    // https://age-encryption.org/v1
    what: 'an age private key',
    hint: /AGE-SECRET-KEY/,
    pattern: /AGE-SECRET-KEY-(?:PQ-)?1[A-Z0-9]{20,}/g,
  },
  {
    // `K10`, the SHA-256 of the cluster's authority, user, password. https://docs.k3s.io/cli/token
    what: 'a join token of k3s',
    hint: /K10[0-9a-f]/,
    pattern: /\bK10[0-9a-f]{64}::\S+/g,
  },
  {
    // k3s' short form: the password alone, after the user that it has in the long form.
    what: 'a join token of k3s',
    hint: /(?:server|node):/,
    pattern: /(?<![\w-])(?:server|node):([0-9a-f]{32})(?![\w-])/g,
  },
  {
    // https://kubernetes.io/docs/reference/access-authn-authz/bootstrap-tokens/; a word of letters only is a name.
    what: 'a bootstrap token of Kubernetes',
    hint: /[a-z0-9]{6}\.[a-z0-9]{16}/,
    pattern: /(?<![\w.-])[a-z0-9]{6}\.(?=[a-z]*\d)(?=\d*[a-z])[a-z0-9]{16}(?![\w.-])/g,
  },
  {
    what: 'a password in an address',
    hint: /:\/\/[^\s/?#]*@/,
    pattern: new RegExp(
      String.raw`\b[a-z][a-z0-9+.-]*:\/\/[^\s/?#:@]*:${valueWithout('\\s/?#@"\'`')}@`,
      'gi',
    ),
  },
  {
    // A token without a user, as git hosts accept it: long and with digits, unlike a user name.
    what: 'a token in an address',
    hint: /https?:\/\/[^\s/?#]*@/i,
    pattern: /\bhttps?:\/\/(?=[^\s/?#:@]*\d)([^\s/?#:@"'`]{16,})@/gi,
  },
  {
    what: 'a token in an address',
    hint: /:\/\/(?:gh[opsur]_|github_pat_|gl(?:pat|dt|rt)-)/i,
    pattern: /:\/\/((?:gh[opsur]_|github_pat_|gl(?:pat|dt|rt)-)[^\s/?#:@"'`]+)@/gi,
  },
  {
    what: 'a token in an address',
    hint: /[?&;][\w-]+=/,
    pattern: new RegExp(
      String.raw`[?&;](?:[a-z]+[_-])?(?:password|passwd|pwd|secret|token|api[_-]?key|sig|signature|sslpassword)=${valueWithout('\\s&#;"\'`')}`,
      'gi',
    ),
  },
  {
    what: 'a password in an Authorization header',
    hint: /authorization/i,
    pattern: new RegExp(
      String.raw`\bauthorization["']?\s*[:=]\s*["']?(?:basic|bearer|token)\s+${valueWithout(String.raw`\s"'`)}`,
      'gi',
    ),
  },
  {
    // RFC 7519: two JSON objects and a signature, the form of ServiceAccount tokens.
    what: 'a signed token (JWT)',
    hint: /eyJ/,
    pattern: /\beyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]{16,}/g,
  },
  {
    // https://docs.github.com/en/authentication/keeping-your-account-and-data-secure/about-authentication-to-github
    // https://docs.gitlab.com/security/tokens/
    what: 'a token of a git host',
    hint: /gh[opsur]_|github_pat_|glpat-|gldt-|glrt-/,
    pattern: /\b(?:gh[opsur]_[A-Za-z0-9]{36,}|github_pat_\w{22,}|gl(?:pat|dt|rt)-[\w-]{20,})/g,
  },
  {
    // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html, https://api.slack.com/authentication/token-types
    what: 'a key of a cloud service',
    // https://cloud.google.com/docs/authentication/api-keys, https://platform.openai.com/docs/api-reference/authentication
    hint: /AKIA|ASIA|xox[abeprs]-|AIza|sk-(?:proj|ant)-/,
    pattern:
      /\b(?:(?:AKIA|ASIA)[A-Z2-7]{16}|xox[abeprs]-[\w-]{10,}|AIza[\w-]{35}|sk-(?:proj|ant)-[\w-]{16,})(?![\w-])/g,
  },
  {
    // `PGPASSWORD=…`, `K3S_TOKEN=…`; a variable whose name ends in `_FILE` contains a path and does not match.
    what: 'a secret in a variable',
    hint: /(?:PASSWORD|PASSWD|PASSPHRASE|SECRET|TOKEN|KEY|PASS|_PWD)=/,
    pattern: new RegExp(
      String.raw`(?<![\w$])(?:[A-Z0-9_]*(?:PASSWORD|PASSWD|PASSPHRASE|SECRET|TOKEN|(?:API|SECRET|ACCESS|ENCRYPTION|PRIVATE|SIGNING)_?KEY)|(?:[A-Z0-9_]*_)?PASS|[A-Z0-9_]*_PWD)=${valueWithout(String.raw`\s;`)}`,
      'g',
    ),
  },
  {
    what: 'a secret on a command line',
    hint: /--[a-z-]*(?:pass|pwd|token|secret|key)/,
    pattern: new RegExp(
      String.raw`(?<![\w-])--(?:[a-z]+-)*(?:password|passwd|passphrase|pass|pwd|token|client-secret|(?:api|secret|access)-key)(?:=|\s+)(?!-)${valueWithout(String.raw`\s;|&`)}`,
      'g',
    ),
  },
  {
    // https://dev.mysql.com/doc/refman/8.4/en/connecting.html: the password follows -p without a blank.
    what: 'a secret on a command line',
    hint: /(?:mysql|mariadb)[^\n]*\s-p/,
    pattern: new RegExp(
      String.raw`\b(?:mysql|mariadb)[a-z-]*\s(?:[^\n;|&]{0,300}?\s)?-p${valueWithout(String.raw`\s;|&`)}`,
      'g',
    ),
  },
  {
    // A line of YAML, TOML, properties or nix.
    what: 'a secret in a setting',
    hint: new RegExp(settings, 'i'),
    pattern: new RegExp(
      String.raw`^[ \t]*["']?[\w.-]*${settings}["']?[ \t]*(?::[ \t]|=)[ \t]*${word}[ \t]*;?$`,
      'gim',
    ),
  },
  {
    // WireGuard's PrivateKey among them.
    what: 'a secret in a setting',
    hint: new RegExp(keys, 'i'),
    pattern: new RegExp(
      String.raw`^[ \t]*["']?[\w.-]*${keys}["']?[ \t]*(?::[ \t]|=)[ \t]*(?=\S{0,100}[\d=])(?=\S{8})${word}[ \t]*;?$`,
      'gim',
    ),
  },
  {
    // libpq's connection strings and sasl.jaas.config: the setting is within a line.
    what: 'a password in a connection string',
    hint: /password=/,
    pattern: new RegExp(String.raw`(?<![\w.=-])password=${valueWithout(String.raw`\s;&,`)}`, 'g'),
  },
  {
    // https://www.postgresql.org/docs/current/libpq-pgpass.html: host, port, database, user, password.
    what: 'a line of .pgpass',
    hint: /:(?:\d{1,5}|\*):[^\s:]+:[^\s:]+:/,
    pattern: /^[^\s:#]+:(?:\d{1,5}|\*):[^\s:]+:[^\s:]+:([^\s:]+)$/gm,
  },
  {
    // https://www.gnu.org/software/inetutils/manual/html_node/The-_002enetrc-file.html
    what: 'a line of .netrc',
    hint: /\blogin\s/,
    pattern: new RegExp(String.raw`\blogin\s{1,9}\S{1,200}\s{1,9}password\s{1,9}${word}`, 'g'),
  },
  {
    // The form of ~/.docker/config.json: user and password in base64.
    what: 'registry credentials',
    hint: /"auths"/,
    pattern: /"auths"[^]{0,2000}?"(?:auth|identitytoken)"\s{0,9}:\s{0,9}"([^"\s]{4,})"/g,
  },
  {
    // A Secret as JSON or YAML, as in the annotation last-applied-configuration or in chart values. The whole text is
    // matched at once: starting a match at every position would take quadratic time.
    what: 'a Secret with its values',
    hint: /\bSecret\b/,
    pattern:
      /(?<![^])(?=[^]*?(?:"kind"\s*:\s*"Secret"|^[ \t-]*kind:[ \t]*["']?Secret["']?[ \t]*$))(?=[^]*?(?:"(?:data|stringData)"\s*:\s*\{\s*"|^[ \t]*(?:data|stringData):[ \t]*$))[^]*/gm,
  },
];
