export * from './build';
export * from './cache';
export * from './catalogue';
export * from './definition-pins';
export * from './doctor';
export * from './find-tool';
