export { groupOf, isBuiltInGroup, isBuiltInNamespaced } from './built-in';
export { appsOf } from './apps';
export { type Bundle, bundleOf, filesOf, manifestsOf, type ShippedObject } from './bundle';
export { type FileSpec } from './file-spec';
export { objectId } from './object-path';
export { checkSealedFiles, type SealedFiles, sealedPaths } from './secrets';
export { readTrees } from './read-trees';
export { applyPlan } from './write';
export { changedPaths, planWrite, type WritePlan } from './write-plan';
