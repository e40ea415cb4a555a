/**
 * What OpenTofu leaves where it runs, as lines of a `.gitignore`: its providers and their sums, what it knows about machines, plans,
 * values of variables, and its log after a crash. https://opentofu.org/docs/language/state/
 * https://opentofu.org/docs/language/files/dependency-lock/
 */
export const tofuLeftovers: readonly string[] = [
  'dist/*/hosts/**/.terraform/',
  'dist/*/hosts/**/.terraform.lock.hcl',
  'dist/*/hosts/**/*.tfstate',
  'dist/*/hosts/**/*.tfstate.*',
  'dist/*/hosts/**/.*.tfstate.lock.info',
  'dist/*/hosts/**/*.tfvars',
  'dist/*/hosts/**/*.tfvars.json',
  'dist/*/hosts/**/*.tfplan',
  'dist/*/hosts/**/crash.log',
  'dist/*/hosts/opentofu/plan',
];
