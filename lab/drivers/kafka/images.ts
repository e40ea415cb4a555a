import { chmodSync, existsSync, mkdirSync, readdirSync, realpathSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Scene } from '../../harness';
import { toolPath } from '../../programs';
import type { FindImage, Image } from '../pods/image';
import { kafkaHome, type KafkaLine } from './scripts';

/** Makes stand-ins for the images of Kafka and of Connect, each once: the jars that the lab has, under the image's paths. */
export function kafkaImages(scene: Scene): FindImage {
  const made = new Map<string, Image>();
  return (name) => {
    const image = made.get(name) ?? makeImage(scene, name);
    made.set(name, image);
    return image;
  };
}

function makeImage(scene: Scene, name: string): Image {
  const [, kafka] = /^docker\.io\/apache\/kafka:(.+)$/.exec(name) ?? [];
  const [, connect] = /^quay\.io\/debezium\/connect:(.+)$/.exec(name) ?? [];
  if (kafka !== undefined) return kafkaImage(scene, name, kafka);
  if (connect !== undefined) return connectImage(scene, name, connect);
  throw new Error(`the lab has no stand-in for the image ${name}`);
}

/** Kafka's own image is an Alpine: its shell and its commands are busybox. */
function kafkaImage(scene: Scene, image: string, version: string): Image {
  const line = version.startsWith('3.') ? '3' : '4';
  const libs = scene.program(line === '3' ? 'kafka-zookeeper' : 'kafka', 'lib');
  holds(libs, `kafka_2.13-${version}.jar`, image);
  const busybox = realpathSync(toolPath('busybox'));
  return {
    binds: [...javaBinds(), ...homeBinds(scene, `kafka-${line}`, '/opt/kafka', line, libs)],
    commands: busyboxCommands.map((command) => [command, busybox]),
    env: { PATH: '/opt/java/openjdk/bin:/bin', JAVA_HOME: '/opt/java/openjdk' },
  };
}

/** What the image has of busybox and the shipped files name, with what makes a shell useful. */
const busyboxCommands: readonly string[] = [
  ...['basename', 'cat', 'cut', 'date', 'dirname', 'echo', 'env', 'grep', 'ls', 'mkdir', 'nc', 'printf'],
  ...['sed', 'sh', 'sleep', 'tail', 'touch', 'tr'],
];

/** Debezium's image is a Fedora: its shell is bash, its commands are GNU's, and it has curl. */
function connectImage(scene: Scene, image: string, version: string): Image {
  const libs = scene.program('kafka', 'lib');
  const plugin = scene.program('debezium-jdbc', 'lib/debezium-connector-jdbc');
  holds(plugin, `debezium-connector-jdbc-${version}.jar`, image);
  const place = '/kafka/connect/debezium-connector-jdbc';
  return {
    binds: [
      ...javaBinds(),
      ...homeBinds(scene, 'connect', '/kafka', '4', libs, ['connect/debezium-connector-jdbc']),
      { from: plugin, to: place, readOnly: true },
    ],
    commands: [['sh', '/usr/bin/bash']],
    env: { PATH: '/opt/java/openjdk/bin:/bin:/usr/bin', JAVA_HOME: '/opt/java/openjdk' },
  };
}

/** The lab's pins have to be what the image's tag says, or another version would be proven than the one that ships. */
function holds(folder: string, file: string, image: string): void {
  if (existsSync(join(folder, file))) return;
  throw new Error(
    `${folder}: there is no ${file}, which ${image} has; bring lab/pins to the version of lib/components/versions.ts`,
  );
}

function homeBinds(
  scene: Scene,
  name: string,
  place: string,
  line: KafkaLine,
  libs: string,
  folders: readonly string[] = [],
): Image['binds'] {
  const home = scene.newFolder(`image-${name}`);
  for (const folder of ['libs', ...folders]) mkdirSync(join(home, folder), { recursive: true });
  for (const [path, text] of Object.entries(kafkaHome(line))) {
    const file = join(home, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    chmodSync(file, 0o755);
  }
  return [
    { from: home, to: place, readOnly: true },
    { from: libs, to: `${place}/libs`, readOnly: true },
  ];
}

/** Java of this machine; Debian keeps some of its files under `/etc`. */
function javaBinds(): Image['binds'] {
  const java = dirname(dirname(realpathSync(toolPath('java'))));
  const settings = readdirSync('/etc').filter((name) => /^java-\d/.test(name));
  return [
    { from: java, to: '/opt/java/openjdk', readOnly: true },
    ...settings.map((name) => ({ from: `/etc/${name}`, to: `/etc/${name}`, readOnly: true })),
  ];
}
