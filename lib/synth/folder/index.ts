export { contentsOf } from './content';
export type { FolderFiles } from './folder-files';
