/** Folder in the project's root with what only speeds a run up. It can be removed at any time, and git ignores it. */
export const cacheFolder = '.asterism-cache';
