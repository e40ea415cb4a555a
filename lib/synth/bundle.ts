import { type App, applicationObjects, rootName, rootObjects } from '../argocd';
import type { KubeObject } from '../component';
import { filesOfMachines, machineModelWith } from '../machines';
import type { Facts } from '../inventory';
import { type MachineModel, type ReadService, readServices } from '../network';
import type { ClusterPlan } from '../plan';
import type { Problem } from '../values';
import { appsOf, namespacesName } from './apps';
import { bootstrapFiles } from './bootstrap';
import type { FileSpec } from './file-spec';
import { objectFile } from './object-path';
import type { SealedFiles } from './secrets';
import { toYaml } from './yaml';

/** An object and the file that it is shipped in. */
export interface ShippedObject {
  readonly path: string;
  /** Name of the app that owns it; `root` for Applications and projects. */
  readonly app: string;
  readonly object: KubeObject;
}

/** Everything that a cluster is made of. */
export interface Bundle {
  readonly plan: ClusterPlan;
  /** What keeps components from being made. Nothing of a bundle with problems may be written. */
  readonly problems: readonly Problem[];
  readonly apps: readonly App[];
  readonly objects: readonly ShippedObject[];
  /** The Services among the objects. */
  readonly services: readonly (ShippedObject & ReadService)[];
  /** The machines beneath. */
  readonly hosts: MachineModel;
  /** Files that hold no object, or several: what a person applies once, and the configuration of the hosts. */
  readonly extra: readonly FileSpec[];
}

/** Makes every object of a cluster, each one once, and gives each its file. */
export function bundleOf(plan: ClusterPlan, sealed: SealedFiles): Bundle {
  const { facts } = plan;
  const problems: Problem[] = [];
  const apps = appsOf(plan, sealed, (problem) => problems.push(problem));
  const applications = applicationObjects(apps, facts).map((object) => ({
    path: `apps/${facts.name}/${objectFile(object, object.metadata.namespace)}`,
    app: rootName,
    object,
  }));
  const manifests = manifestsOf(apps, facts);
  const services = readServices(manifests, plan);
  const hosts = machineModelWith(
    plan,
    services,
    manifests.map(({ object }) => object),
  );
  const machines = filesOfMachines(hosts, (problem) => problems.push(problem));
  return {
    plan,
    problems,
    apps,
    services,
    hosts,
    objects: [...manifests, ...applications],
    extra: [
      ...bootstrapFiles(plan, apps, rootObjects(facts)),
      ...machines.map(({ path, text }) => ({ path: `dist/${facts.name}/hosts/${path}`, text })),
    ],
  };
}

/** The manifests of all apps, each with its file. */
export function manifestsOf(apps: readonly App[], facts: Facts): readonly ShippedObject[] {
  return apps.flatMap((app) =>
    app.objects.map((object) => ({
      path: `dist/${facts.name}/${app.name}/${objectFile(object, homeOf(app))}`,
      app: app.name,
      object,
    })),
  );
}

/** No namespace is the home of all namespaces: which one comes first must not show in the names of files. */
function homeOf(app: App): string | undefined {
  return app.name === namespacesName ? undefined : app.namespace;
}

/** The files of a bundle: one object a file. */
export function filesOf(bundle: Bundle): readonly FileSpec[] {
  return [...bundle.objects.map(({ path, object }) => ({ path, text: yamlOf(object) })), ...bundle.extra];
}

function yamlOf(object: KubeObject): string {
  // What cdk8s hands over is JSON by nature: constructs are resolved and cleaned before.
  return toYaml(object);
}
