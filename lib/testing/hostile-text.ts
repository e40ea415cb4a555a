import fc from 'fast-check';

/** Read as something else by Go alone: seen with sigs.k8s.io/yaml 1.4.0, yaml.v2 2.4.0 and yaml.v3 3.0.1. */
export const misreadByGo = [
  ...'0X1F -0X1f 0B11 +0B1 0O17 -0o17 +0o7 -0O7 0b-1 0o-7 0b+1 0o+7'.split(' '),
  ...'0_8 0_x1f 0_b1 1_e3 1e_3 1__0.5e1_0 +_1 -_1_ 2026-1-2t1:2:3,5+01:00'.split(' '),
  '2026-11-21 12:30:00,5',
];

/** Read as something else by some other reader of YAML 1.1 or 1.2. */
export const misread = [
  ...' ~ null Null NULL true True TRUE false False FALSE << ='.split(' '),
  ...'y Y yes Yes YES n N no No NO on On ON off Off OFF'.split(' '),
  ...'0 -1 +1 010 0755 08 0o17 0x1f -0x1 0b1 -0b1 1_000 0x_1 0b_'.split(' '),
  ...'. -. ._ .5 0. 1.5 1e3 1e+3 -1E-3 1.e3 .5e1 1_0.5 e5 E-12 .e1'.split(' '),
  ...'.inf -.inf +.inf .Inf .INF .nan .NaN .NAN'.split(' '),
  ...'12:30 12:30:00 1:20 -1:20 190:20:30.15 0:0'.split(' '),
  ...'2026-11-21 2026-1-2 2026-11-21T12:30:00Z 2026-1-2t1:2:3'.split(' '),
  '2026-11-21 1:2:3',
  '2026-11-21t12:30:00.5 +1',
];

/** Strings that only look like something. */
export const plain = [
  ...'a yEs nUll 0x 0b 0o8 0b2 1.2.3 192.168.4.1 10.42.0.0/16 100m 1Gi 1e3m 8080:80 a:b a#b'.split(' '),
  ...'http://a.b:80/?x=1#y -a :a ?a ::1 --log=info _ + -.a 1-2 <<a == Infinity -Infinity NaN'.split(' '),
  ...'e e5a 202-11-21 2026-11 é 中文 😀 ~a ... 2026-11-21T a\\b a"b a{b}'.split(' '),
];

/** What breaks lines, hides, or means something to YAML; one line of text each, with `;` between them. */
export const hostile = [
  ' ;  ;\n;\n\n; \n;\n ;\t;a\tb;\ta;a ; a;a\n;a\n\n;a\n\n\n;\na;\n\na\n; a\nb; a\n ;  a\n \n;a\n ;a\n  \n',
  '\n  a\n;a\n\tb; \na;a\n\n b\n\n;\n\n a\n  \n\n;\r;a\rb;a\r\nb;a\r;\x85;a\x85b;\u2028;a\u2029b;\ufeff;a\ufeff',
  '\ufeffa\nb;\ufffe;\0;a\0;\x07;\x1b[31m;\x7f;\x9f;\xa0;\u3000;a\u3000\nb;\ud800;a\udc00b\nc;\uffff',
  `-;- a;-\n;? a;?;:;: a;a: b;a:;a :b;a #b;#a;&a;*a;!a;!!str a;%YAML;@a;\`a\`;';'a';a'b;";"a";\\;\\n`,
  '|;|-\na;>;> a;{;};{};[;];[];,;---;---a;--- a;... a;---\na;a\n---\nb;a\n...\n;--- |\n a;${a};{{ .a }}',
  `__proto__;constructor;a\n# b;#\n#;a: b\nc: d\n;- a\n- b;"\n";'\n';${'x'.repeat(200)};${'x '.repeat(600)}`,
].flatMap((line) => line.split(';'));

/** All of them. */
export const special = [...misreadByGo, ...misread, ...plain, ...hostile];

const pieces = [
  '\n',
  ' ',
  ': ',
  ' #',
  "'",
  '"',
  '-',
  '0',
  '1',
  '.',
  'e',
  'a',
  '\t',
  '\r',
  '\u2028',
  '😀',
  '~',
];
/** Strings like these, and made of their pieces, and any others. */
export const hostileText = fc.oneof(
  fc.constantFrom(...special),
  fc.array(fc.constantFrom(...pieces, ...hostile), { maxLength: 6 }).map((parts) => parts.join('')),
  fc.string({ unit: 'grapheme', maxLength: 20 }),
  fc.string({ unit: 'binary', maxLength: 8 }),
);
