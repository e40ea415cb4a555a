export { groupOf, isBuiltInGroup, isBuiltInNamespaced } from './built-in';
export { type Bundle, bundleOf, filesOf, type ShippedObject } from './bundle';
export { type FileSpec } from './file-spec';
export { objectId } from './object-path';
export { checkSealedFiles, type SealedFiles, sealedPaths } from './secrets';
export { readTrees } from './read-trees';
export { applyPlan } from './write';
export { changedPaths, planWrite, type WritePlan } from './write-plan';
