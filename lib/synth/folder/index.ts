export { contentsOf } from './content';
export { readDocuments } from './documents';
export type { FolderFiles } from './folder-files';
