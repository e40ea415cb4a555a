export * from './build';
export * from './cache';
export * from './catalogue';
export * from './doctor';
export * from './find-tool';
